package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds jobs of all types that train a model. */
@Component
public class TrainedJobs {

    private final Map<String, TrainedJobService<?, ?, ?>> services;
    private final ProtoJson protoJson;

    TrainedJobs(List<TrainedJobService<?, ?, ?>> services, ProtoJson protoJson) {
        this.services = services.stream().collect(Collectors.toMap(TrainedJobService::collection, Function.identity()));
        this.protoJson = protoJson;
    }

    /**
     * What a job has trained a model on.
     *
     * @param dataset full name
     * @param checksum of the dataset's files when the job was created; empty if it had none
     * @param startedFrom full name of the model from which the training started
     */
    public record Training(ResourceName dataset, String checksum, String startedFrom) {}

    public Optional<Training> find(ResourceName job) {
        return Optional.ofNullable(services.get(job.collection()))
                .flatMap(service -> service.find(job))
                .flatMap(this::training);
    }

    private Optional<Training> training(TrainedJobRow<?, ?> row) {
        var spec = row.spec(protoJson).value();
        var settings = spec.settings();
        var parent = settings.warmStartFrom().isEmpty() ? settings.baseModel() : settings.warmStartFrom();
        return ResourceName.parse(ResourceName.full(row.account(), "datasets", spec.dataset()))
                .map(dataset -> new Training(
                        dataset,
                        row.training(protoJson).checksum(),
                        ResourceName.full(row.account(), "models", parent)));
    }
}
