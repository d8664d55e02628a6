package dev.emulator.fireworks.story;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs actions concurrently. */
public final class AtOnce {

    private AtOnce() {}

    /** Runs an action once for each number below {@code number}. The threads start together. Returns the results in order of the numbers. */
    public static <T> List<T> times(int number, int threads, IntFunction<T> action) {
        var start = new CyclicBarrier(threads);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var results = IntStream.range(0, number)
                    .mapToObj(i -> pool.submit(() -> {
                        if (i < threads) {
                            start.await();
                        }
                        return action.apply(i);
                    }))
                    .toList();
            return results.stream().map(AtOnce::result).toList();
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
