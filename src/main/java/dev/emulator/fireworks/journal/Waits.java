package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Waits for requests, each wait on a thread of its own, so that there may be only so many. */
@Component
public class Waits {

    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int MOST = 64;

    private final Journal journal;
    private final Semaphore free = new Semaphore(MOST);

    Waits(Journal journal) {
        this.journal = journal;
    }

    /**
     * Waits until so many requests that fit have been seen, those before included, or the time is over.
     *
     * @param patience by the machine's clock, at most {@link #LONGEST}
     */
    public RequestWait until(String account, RequestMatch match, int count, Duration patience) {
        if (count < 1) {
            throw ApiException.invalidArgument("count", "count must be 1 or more");
        }
        if (patience.compareTo(LONGEST) > 0) {
            throw ApiException.invalidArgument("timeout", "timeout must be at most " + LONGEST.toSeconds() + "s");
        }
        journal.requireKnown("match.after", match.checked("match.").after());
        if (!free.tryAcquire()) {
            throw new ApiException(Code.RESOURCE_EXHAUSTED, MOST + " calls are waiting for requests already");
        }
        try {
            return await(account, match, count, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(Code.CANCELLED, "the emulator is stopping");
        } finally {
            free.release();
        }
    }

    private RequestWait await(String account, RequestMatch match, int wanted, Duration patience)
            throws InterruptedException {
        var seen = 0L;
        var cursor = match.after();
        var left = Math.max(1, patience.toNanos());
        while (true) {
            var evidence = journal.evidence(account, cursor);
            seen += evidence.entries().stream().filter(match::fits).count();
            cursor = Math.max(cursor, evidence.cursor());
            if (seen >= wanted || left <= 0) {
                return new RequestWait(seen >= wanted, seen, evidence.evicted(), evidence.cursor());
            }
            left = journal.awaitAfter(account, cursor, left);
        }
    }
}
