package dev.emulator.fireworks.longpoll;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits concurrent tasks, each of which occupies a thread of the server, in total and for each account, so that one account cannot block
 * the others.
 */
public final class ConcurrencyLimit {

    private final int number;
    private final int perAccount;
    private final String error;
    private final Map<String, Integer> used = new HashMap<>();
    private int usedByAll;

    /**
     * @param number the most concurrent tasks
     * @param perAccount the most concurrent tasks of one account
     * @param error the error message after the number of running tasks, such as "calls are waiting already"
     */
    public ConcurrencyLimit(int number, int perAccount, String error) {
        this.number = number;
        this.perAccount = perAccount;
        this.error = error;
    }

    /** A task that counts towards the limit while it runs. */
    @FunctionalInterface
    public interface Task<T, E extends Exception> {
        T get() throws E;
    }

    /** @throws ApiException RESOURCE_EXHAUSTED if the limit, or that of the account, is reached */
    public <T, E extends Exception> T run(String account, Task<T, E> task) throws E {
        enter(account);
        try {
            return task.get();
        } finally {
            leave(account);
        }
    }

    private synchronized void enter(String account) {
        var own = used.getOrDefault(account, 0);
        if (own >= perAccount || usedByAll >= number) {
            throw new ApiException(Code.RESOURCE_EXHAUSTED, (own >= perAccount ? own : number) + " " + error);
        }
        used.put(account, own + 1);
        usedByAll++;
    }

    private synchronized void leave(String account) {
        used.computeIfPresent(account, (name, own) -> own == 1 ? null : own - 1);
        usedByAll--;
    }
}
