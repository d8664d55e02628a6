package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.longpoll.ConcurrencyLimit;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Waits for requests, each wait on a thread of its own, so that there may be only so many. */
@Component
public class RequestAwaiter {

    private static final Duration LOOKING_AGAIN = Duration.ofMillis(250);

    private final Journal journal;
    private final ConcurrencyLimit limit = new ConcurrencyLimit(96, 64, "calls are waiting for requests already");

    RequestAwaiter(Journal journal) {
        this.journal = journal;
    }

    /**
     * Waits until so many requests that fit have been seen, those before included, or the time is over.
     *
     * @param timeout in real time, as it was given; empty for the usual
     * @param isWanted whether anybody still waits for the answer
     */
    public RequestWait until(String account, RequestMatch match, int count, String timeout, BooleanSupplier isWanted) {
        if (count < 1) {
            throw ApiException.invalidArgument("count", "count must be 1 or more");
        }
        var patience = Durations.timeout(timeout);
        journal.requireKnown("match.after", match.checked("match.").after());
        try {
            return limit.run(account, () -> await(account, match, count, patience, isWanted));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(Code.CANCELLED, "the emulator is stopping");
        }
    }

    private RequestWait await(
            String account, RequestMatch match, int wanted, Duration patience, BooleanSupplier isWanted)
            throws InterruptedException {
        var seen = 0L;
        var cursor = match.after();
        var left = Math.max(1, patience.toNanos());
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
                throw new ApiException(Code.CANCELLED, "the client has hung up");
            }
            var slice = Math.min(left, LOOKING_AGAIN.toNanos());
            left -= slice - journal.awaitAfter(account, cursor, slice);
        }
    }
}
