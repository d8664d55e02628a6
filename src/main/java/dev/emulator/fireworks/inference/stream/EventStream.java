package dev.emulator.fireworks.inference.stream;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that is sent over time. Threads of the server and of the timer advance it, one at a time. A thread that finds another one at
 * work does not wait, but makes it continue.
 */
final class EventStream implements WriteListener, AsyncListener {

    /** The longest time until a stream that waits for its next event notices that its client has disconnected. */
    private static final long PROBE_INTERVAL = Duration.ofSeconds(1).toNanos();

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final StreamedAnswer answer;
    private final EventSource source;
    private final Pacing pacing;
    private final StreamTimer timer;
    private final Consumer<EventStream> onEnd;
    private final AtomicInteger signals = new AtomicInteger();
    private volatile boolean stopped;
    private volatile boolean failed;
    private volatile boolean broken;
    private volatile @Nullable Thread serverThread;

    // Only the thread that advances the stream uses the following fields.
    private boolean ended;
    private boolean isIdle;
    private @Nullable Event next;
    private @Nullable Event following;
    private long due;

    /** @param start the time of the request, by the timer */
    EventStream(
            StreamedAnswer answer,
            EventSource source,
            Pacing pacing,
            StreamTimer timer,
            long start,
            Consumer<EventStream> onEnd) {
        this.answer = answer;
        this.source = source;
        this.pacing = pacing;
        this.timer = timer;
        this.onEnd = onEnd;
        this.next = source.next();
        this.following = next == null ? null : source.next();
        this.due = start + pacing.first() + delayOf(next);
    }

    /** Ends the stream without its remaining events. */
    void stop() {
        stopped = true;
        signal();
    }

    private void signal() {
        if (signals.getAndIncrement() > 0) {
            return;
        }
        var seen = 1;
        while (seen > 0) {
            advance();
            seen = signals.addAndGet(-seen);
        }
    }

    private void advance() {
        if (ended) {
            return;
        }
        try {
            if (failed) {
                end(false);
            } else if (stopped) {
                breakOff();
            } else {
                send();
            }
        } catch (IOException e) {
            end(false); // the server has noticed the error, and cleans up
        } catch (RuntimeException e) {
            log.error("A stream failed", e);
            breakOff();
        }
    }

    private void send() throws IOException {
        while (!ended && answer.isReady()) {
            var event = next;
            var wait = event == null ? 0 : due - timer.nanos();
            if (wait > 0 && answer.isFlushed()) {
                await(wait);
                return;
            }
            if (wait > 0) {
                answer.flush();
            } else if (event != null) {
                send(event);
            } else if (answer.mustFlushBeforeCompletion()) {
                answer.flush();
            } else {
                end(true);
                answer.complete();
            }
        }
    }

    private void send(Event event) throws IOException {
        var isLast = following == null;
        if (event == FaultySource.RESET) {
            answer.prepareReset();
            breakOff();
        } else if (event == FaultySource.CLOSE ? !answer.isFlushed() : isLast && !answer.hasSpace(event.bytes())) {
            answer.flush();
        } else if (event == FaultySource.CLOSE) {
            breakOff();
        } else {
            answer.write(event.bytes(), isLast);
            isIdle = false;
            next = following;
            following = next == null ? null : source.next();
            due += delayOf(next);
        }
    }

    /** A stream that has sent something notices a disconnect when it sends the next event. */
    private void await(long wait) {
        var isConnected = !isIdle || answer.isClientConnected();
        isIdle = true;
        if (isConnected) {
            timer.schedule(this::signal, Math.min(wait, PROBE_INTERVAL));
        } else {
            breakOff();
        }
    }

    private long delayOf(@Nullable Event event) {
        return event == null ? 0 : pacing.before(event.tokens());
    }

    /** Within {@link #onWritePossible}, only an exception makes the server clean up. */
    private void breakOff() {
        end(false);
        if (Thread.currentThread() == serverThread) {
            broken = true;
        } else {
            answer.close();
        }
    }

    private void end(boolean complete) {
        ended = true;
        next = null;
        following = null;
        onEnd.accept(this);
        source.end(complete);
    }

    @Override
    public void onWritePossible() throws IOException {
        serverThread = Thread.currentThread();
        signal();
        if (broken) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public void onError(Throwable error) {
        failed = true;
        signal();
    }

    /** Completes the answer, because the server would otherwise append an error. */
    @Override
    public void onError(AsyncEvent event) {
        failed = true;
        signal();
        event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        failed = true; // unless the stream has ended
        signal();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // streams have no timeout
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // nothing restarts a stream
    }
}
