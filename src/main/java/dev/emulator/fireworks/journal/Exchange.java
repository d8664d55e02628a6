package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.routes.InferenceRequest;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request in progress, which is added to the journal once: when the last byte of its answer is about to be sent. */
final class Exchange {

    private final Journal journal;
    private final Clock clock;
    private final Instant startTime;
    private final int limit;
    private final RecordingRequest request;
    private final RecordingResponse response;
    private volatile String account;
    private volatile Instant time;
    private boolean recorded;

    /**
     * @param clock the machine's clock
     * @param accountClock the account's clock
     */
    Exchange(
            Journal journal,
            Clock clock,
            Clock accountClock,
            String account,
            int limit,
            HttpServletRequest request,
            HttpServletResponse response) {
        this.journal = journal;
        this.clock = clock;
        this.account = account;
        this.startTime = clock.instant();
        this.time = accountClock.instant();
        this.request = new RecordingRequest(request, limit);
        this.response = new RecordingResponse(response, limit, clock, () -> end(false));
        this.limit = limit;
    }

    /** Called before the request is handled, if its account follows from its body. */
    void belongTo(String determined, Clock accountClock) {
        if (!determined.equals(account)) {
            account = determined;
            time = accountClock.instant();
        }
    }

    RecordingRequest request() {
        return request;
    }

    RecordingResponse response() {
        return response;
    }

    String account() {
        return account;
    }

    Instant time() {
        return time;
    }

    Instant startTime() {
        return startTime;
    }

    /** Returns the real time since the request arrived. */
    Duration duration() {
        return until(clock.instant());
    }

    /** Returns the real time until the first byte of the body of the answer; null if there is none. */
    @Nullable
    Duration timeToFirstByte() {
        var first = response.firstByteTime();
        return first == null ? null : until(first);
    }

    private Duration until(Instant moment) {
        var taken = Duration.between(startTime, moment);
        return taken.isNegative() ? Duration.ZERO : taken;
    }

    /** Returns what the body says, if the request is for inference; texts are cut like recorded bodies. */
    InferenceRequest inference() {
        var whole = InferenceRequest.of(request).orElse(InferenceRequest.EMPTY);
        return new InferenceRequest(cut(whole.model()), whole.stream(), cut(whole.userText()));
    }

    private String cut(String text) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }

    /** Called after the filter chain, when an answer without a Content-Length is complete. */
    void filtersAreDone() {
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new EndOfAsync());
        } else {
            response.flushWriter();
            end(response.isCutOff());
        }
    }

    /** @param lost whether the client is known not to have received the whole response */
    synchronized void end(boolean lost) {
        if (!recorded) {
            recorded = true;
            request.readRest();
            journal.add(new Entry(this, lost));
        }
    }

    private final class EndOfAsync implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            end(response.isCutOff());
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // completion follows
        }

        @Override
        public void onError(AsyncEvent event) {
            end(true);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
