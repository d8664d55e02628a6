package dev.emulator.fireworks.longpoll;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets so many do something at once and no more, because each of them keeps a thread of the server's. No account gets all places, so that
 * none can keep the others out.
 */
public final class ConcurrencyLimit {

    private final int number;
    private final int perAccount;
    private final String taken;
    private final Map<String, Integer> used = new HashMap<>();
    private int usedByAll;

    /**
     * @param number of places
     * @param perAccount how many of them an account may have at once
     * @param taken what to say after their number where there is none left, such as "calls are waiting already"
     */
    public ConcurrencyLimit(int number, int perAccount, String taken) {
        this.number = number;
        this.perAccount = perAccount;
        this.taken = taken;
    }

    /** What is done at a place. */
    @FunctionalInterface
    public interface Task<T, E extends Exception> {
        T get() throws E;
    }

    /** @throws ApiException RESOURCE_EXHAUSTED where there is no place left, or none for this account */
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
            throw new ApiException(Code.RESOURCE_EXHAUSTED, (own >= perAccount ? own : number) + " " + taken);
        }
        used.put(account, own + 1);
        usedByAll++;
    }

    private synchronized void leave(String account) {
        used.computeIfPresent(account, (name, own) -> own == 1 ? null : own - 1);
        usedByAll--;
    }
}
