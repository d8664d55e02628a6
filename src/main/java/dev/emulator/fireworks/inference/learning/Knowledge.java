package dev.emulator.fireworks.inference.learning;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.TrainingData;
import dev.emulator.fireworks.finetuning.TrainedJobs;
import dev.emulator.fireworks.model.TrainedModels;
import dev.emulator.fireworks.store.PublicResources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds the training data of a tuned model, and of the models from which its training started. */
@Component
class Knowledge {

    private static final Logger log = LoggerFactory.getLogger(Knowledge.class);

    /** Further warnings are not logged, so that they need no further memory. */
    private static final int MAX_WARNINGS = 1000;

    private final TrainedModels models;
    private final TrainedJobs jobs;
    private final TrainingData data;
    private final DataIndexes indexes;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    Knowledge(TrainedModels models, TrainedJobs jobs, TrainingData data, DataIndexes indexes) {
        this.models = models;
        this.jobs = jobs;
        this.data = data;
        this.indexes = indexes;
    }

    /** Returns the datasets that a model was trained on, those of its last training first. */
    List<TrainingData.Source> of(String model) {
        var sources = new ArrayList<TrainingData.Source>();
        var seen = new HashSet<String>();
        var next = model;
        while (seen.add(next)) {
            var job = ResourceName.parse(next)
                    .filter(name -> !PublicResources.belongTo(name.account()))
                    .flatMap(models::job);
            var training = job.flatMap(jobs::find);
            if (job.isEmpty() || training.isEmpty()) {
                break;
            }
            source(job.get(), training.get())
                    .filter(source -> !sources.contains(source))
                    .ifPresent(sources::add);
            next = training.get().startedFrom();
        }
        return sources;
    }

    private Optional<TrainingData.Source> source(ResourceName job, TrainedJobs.Training training) {
        var source = data.source(training.dataset(), training.checksum());
        if (source.isEmpty()) {
            indexes.remove(training.dataset());
            if (warned.size() < MAX_WARNINGS && warned.add(job.toString())) {
                log.info(
                        "The model of {} gives generated replies: its dataset {} was changed or deleted, or has no files here",
                        job,
                        training.dataset());
            }
        }
        return source;
    }
}
