package dev.emulator.fireworks.aip;

import java.util.concurrent.Semaphore;

/** Lets so many do something at once and no more, because each of them keeps a thread of the server's. */
public final class Places {

    private final int number;
    private final String taken;
    private final Semaphore free;

    /** @param taken what to say after their number where there is none left, such as "calls are waiting already" */
    public Places(int number, String taken) {
        this.number = number;
        this.taken = taken;
        this.free = new Semaphore(number);
    }

    /** What is done at a place. */
    @FunctionalInterface
    public interface Doing<T, E extends Exception> {
        T get() throws E;
    }

    /** @throws ApiException RESOURCE_EXHAUSTED where there is no place left */
    public <T, E extends Exception> T at(Doing<T, E> doing) throws E {
        if (!free.tryAcquire()) {
            throw new ApiException(Code.RESOURCE_EXHAUSTED, number + " " + taken);
        }
        try {
            return doing.get();
        } finally {
            free.release();
        }
    }
}
