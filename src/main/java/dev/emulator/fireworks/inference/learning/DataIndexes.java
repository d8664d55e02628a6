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

    /** Removes the indexes that were not used for the longest time, until there is memory for a new one. */
    private void evict() {
        synchronized (indexes) {
            var used =
                    indexes.keySet().stream().mapToLong(DataIndexes::estimate).sum();
            var oldest = indexes.entrySet().iterator();
            // The new index is counted already, and an index that is being built is kept.
            while (used > MAX_BYTES && oldest.hasNext()) {
                var next = oldest.next();
                if (next.getValue().isDone()) {
                    used -= estimate(next.getKey());
                    oldest.remove();
                }
            }
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
