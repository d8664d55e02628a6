package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.longpoll.ConcurrencyLimit;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Waits for requests. Each wait occupies a thread, so the number of waits is limited. */
@Component
public class RequestAwaiter {

    private static final Duration LOOKING_AGAIN = Duration.ofMillis(250);

    private final Journal journal;
    private final ConcurrencyLimit limit = new ConcurrencyLimit(96, 64, "calls are already waiting for requests");

    RequestAwaiter(Journal journal) {
        this.journal = journal;
    }

    /**
     * Waits until a number of requests match, including earlier ones, or until the timeout.
     *
     * @param timeout a duration in real time; empty for 10 s
     * @param isWanted whether the client is still connected
     */
    public RequestWait until(String account, RequestMatch match, int count, String timeout, BooleanSupplier isWanted) {
        if (count < 1) {
            throw ApiException.invalidArgument("count", "count must be 1 or more");
        }
        var duration = Durations.timeout(timeout);
        journal.requireKnown("match.after", match.checked("match.").after());
        try {
            return limit.run(account, () -> await(account, match, count, duration, isWanted));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(Code.CANCELLED, "the emulator is stopping");
        }
    }

    private RequestWait await(
            String account, RequestMatch match, int wanted, Duration duration, BooleanSupplier isWanted)
            throws InterruptedException {
        var seen = 0L;
        var cursor = match.after();
        var left = Math.max(1, duration.toNanos());
        var certain = true;
        while (true) {
            var evidence = journal.evidence(account, cursor);
            certain &= evidence.isComplete();
            seen += evidence.entries().stream().filter(match::fits).count();
            cursor = Math.max(cursor, evidence.cursor());
            if (seen >= wanted || left <= 0) {
                return new RequestWait(seen >= wanted, seen, evidence.evicted(), certain, evidence.cursor());
            }
            if (!isWanted.getAsBoolean()) {
                throw new ApiException(Code.CANCELLED, "the client has disconnected");
            }
            var slice = Math.min(left, LOOKING_AGAIN.toNanos());
            left -= slice - journal.awaitAfter(account, cursor, slice);
        }
    }
}
