package dev.emulator.fireworks.inference.learning;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.TrainingData;
import dev.emulator.fireworks.store.Resettable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the indexes of the datasets that were used last. An index is built once, by the first request that needs it; others wait for it. It
 * belongs to the files of a dataset, which never change, so that an index is never outdated.
 */
@Component
class DataIndexes implements Resettable {

    private static final Logger log = LoggerFactory.getLogger(DataIndexes.class);

    /** Of one index, and of all together. On a small heap, it is a quarter of the heap. */
    static final long MAX_BYTES =
            Math.min(64L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 4);

    private final TrainingData data;
    private final Map<TrainingData.Source, FutureTask<DataIndex>> indexes = new LinkedHashMap<>(16, 0.75f, true);

    DataIndexes(TrainingData data) {
        this.data = data;
    }

    /** Returns the index of a dataset. Builds it if there is none. */
    DataIndex get(TrainingData.Source source) throws IOException {
        FutureTask<DataIndex> task;
        synchronized (indexes) {
            task = indexes.computeIfAbsent(source, key -> new FutureTask<>(() -> build(key)));
        }
        // Does nothing if another thread builds it or has built it.
        if (!task.isDone()) {
            task.run();
            evict();
        }
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            synchronized (indexes) {
                indexes.remove(source, task);
            }
            throw new IOException("the rows of " + source.dataset() + " cannot be read", e.getCause());
        }
    }

    private DataIndex build(TrainingData.Source source) throws IOException {
        evict();
        var builder = new DataIndexBuilder(source.rows(), MAX_BYTES);
        for (var file : source.files()) {
            builder.startFile();
            var isComplete = data.scan(file, (offset, row) -> builder.add(offset, TrainingExample.of(row)));
            if (!isComplete) {
                log.warn(
                        "A model learns only the first rows of {}: its index would need more than {} bytes",
                        source.dataset(),
                        MAX_BYTES);
                break;
            }
        }
        var index = builder.build();
        log.debug("The index of {} has {} bytes", source.dataset(), index.bytes());
        return index;
    }

    /** The typical size of an index with one answer for each row. */
    private static long estimate(TrainingData.Source source) {
        return Math.min(MAX_BYTES, 52 * source.rows());
    }

    /** Removes the indexes that were not used for the longest time, until there is memory for the last one. */
    private void evict() {
        synchronized (indexes) {
            var used = indexes.entrySet().stream().mapToLong(DataIndexes::bytes).sum();
            var oldest = indexes.entrySet().iterator();
            while (used > MAX_BYTES && indexes.size() > 1 && oldest.hasNext()) {
                var next = oldest.next();
                // An index that is being built is kept, because a request waits for it.
                if (next.getValue().isDone()) {
                    used -= bytes(next);
                    oldest.remove();
                }
            }
        }
    }

    private static long bytes(Map.Entry<TrainingData.Source, FutureTask<DataIndex>> entry) {
        try {
            return entry.getValue().isDone() ? entry.getValue().get().bytes() : estimate(entry.getKey());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ExecutionException e) {
            return 0;
        }
    }

    /** Removes the indexes of a dataset whose files are no longer those that a model was trained on. */
    void remove(ResourceName dataset) {
        synchronized (indexes) {
            indexes.keySet().removeIf(source -> source.dataset().equals(dataset));
        }
    }

    @Override
    public void reset(Optional<String> account) {
        synchronized (indexes) {
            indexes.keySet()
                    .removeIf(source -> account.isEmpty()
                            || account.get().equals(source.dataset().account()));
        }
    }
}
