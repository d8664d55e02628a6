package dev.emulator.fireworks.inference.stream;

import dev.emulator.fireworks.chance.RandomSeed;
import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.ReplyTiming;
import dev.emulator.fireworks.routes.StreamFault;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Sends answers over time: server-sent events, and answers that are delayed. No thread waits for the next event, nor for a client that does
 * not read. The server's write timeout ends the stream of a client that reads nothing.
 */
@Component("inferenceEventStreams")
public class EventStreams {

    private final StreamTimer timer;
    private final RandomSeed seed;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    EventStreams(StreamTimer timer, RandomSeed seed) {
        this.timer = timer;
        this.seed = seed;
    }

    /** Closes the connections of all streams, so that clients notice that the streams are incomplete. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
        open.forEach(EventStream::stop);
    }

    /**
     * Starts a stream of events, and returns. The response must not be used afterwards. Its status and headers are sent with the first event.
     */
    public void start(InferenceCall call, ReplyTiming timing, EventSource source) throws IOException {
        var fault = StreamFault.of(call.request()).orElse(null);
        var response = fault == null ? call.response() : fault.response();
        response.setContentType(
                fault != null && fault.kind() == StreamFault.Kind.WRONG_CONTENT_TYPE
                        ? MediaType.TEXT_HTML_VALUE
                        : MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        open(
                call,
                response,
                fault == null ? source : new FaultySource(source, fault),
                pacing(call, fault != null && fault.kind() == StreamFault.Kind.DRIP ? drip(timing, fault) : timing));
    }

    /**
     * Sends a JSON answer after the time that its reply takes, and returns before that. The response must have its status and headers, and must
     * not be used afterwards.
     *
     * @param tokens the number of tokens of the reply
     */
    public void answer(InferenceCall call, ReplyTiming timing, int tokens, byte[] json) throws IOException {
        var response = call.response();
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(json.length);
        if (timing.isImmediate()) {
            response.getOutputStream().write(json);
        } else if (StreamFault.of(call.request()).isPresent()) {
            // The answer is buffered by the fault, which occupies the thread of the request anyway.
            var pacing = pacing(call, timing);
            sleep(pacing.first() + pacing.before(tokens));
            response.getOutputStream().write(json);
        } else {
            open(call, response, new SingleEvent(new Event(json, tokens)), pacing(call, timing));
        }
    }

    private void open(InferenceCall call, HttpServletResponse response, EventSource source, Pacing pacing)
            throws IOException {
        var start = timer.nanos();
        var answer = new StreamedAnswer(call.request(), response);
        var stream = new EventStream(answer, source, pacing, timer, start, open::remove);
        open.add(stream);
        answer.startWith(stream);
        if (stopping) {
            stream.stop();
        }
    }

    /** Equal requests have equal delays. */
    private Pacing pacing(InferenceCall call, ReplyTiming timing) {
        var request = timing.jitter() == 0 ? 0 : Objects.hashCode(call.json());
        return new Pacing(timing, new SplittableRandom(seed.value() ^ request));
    }

    /** Returns the timing with which the pieces are sent, each as one token. */
    private static ReplyTiming drip(ReplyTiming timing, StreamFault fault) {
        var seconds = fault.over().toNanos() / (double) Duration.ofSeconds(1).toNanos();
        return new ReplyTiming(timing.timeToFirstToken(), seconds == 0 ? 0 : (fault.pieces() - 1) / seconds, 0);
    }

    private static void sleep(long nanos) throws InterruptedIOException {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the emulator is stopping");
        }
    }

    private static final class SingleEvent implements EventSource {

        private @Nullable Event event;

        private SingleEvent(Event event) {
            this.event = event;
        }

        @Override
        public @Nullable Event next() {
            var taken = event;
            event = null;
            return taken;
        }

        @Override
        public void end(boolean complete) {
            // the caller does not need to know
        }
    }
}
