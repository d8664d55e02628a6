package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.model.Model.BaseModelDetails;
import dev.emulator.fireworks.model.Model.CheckpointFormat;
import dev.emulator.fireworks.model.Model.Kind;
import dev.emulator.fireworks.model.Model.PeftDetails;
import dev.emulator.fireworks.model.Model.SnapshotType;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.ResourceRepository;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.types.Precision;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates the output models of jobs. */
@Component
public class OutputModels {

    private final ResourceType<ModelRow, Model, Spec> type;
    private final ResourceRepository repository;
    private final Catalogue catalogue;
    private final ProtoJson protoJson;

    OutputModels(
            ResourceType<ModelRow, Model, Spec> type,
            ResourceRepository repository,
            Catalogue catalogue,
            ProtoJson protoJson) {
        this.type = type;
        this.repository = repository;
        this.catalogue = catalogue;
        this.protoJson = protoJson;
    }

    /**
     * The result of a training job.
     *
     * @param baseModel the base model; for a continued adapter, that of the adapter
     * @param rank of the adapter; 0 if all parameters were trained
     * @param weightsSeed random seed of the model's files
     * @param finalLoss last loss of the training
     * @param at when the job ended
     * @param isReady whether the files are available
     */
    public record Outcome(
            ResourceName job,
            ResourceName model,
            String baseModel,
            int rank,
            long weightsSeed,
            double finalLoss,
            String createdBy,
            Instant at,
            boolean isReady) {}

    /** Whether a model with this name exists. */
    public boolean exists(ResourceName name) {
        return type.rows().find(name.account(), name.id()).isPresent();
    }

    /**
     * Creates models in the transaction that ends the jobs. The model of a later job replaces one of an earlier job with the same name. A
     * model that a user has uploaded is not replaced.
     */
    public void make(Collection<Outcome> outcomes) {
        var byAccount = outcomes.stream()
                .collect(
                        Collectors.groupingBy(outcome -> outcome.model().account(), TreeMap::new, Collectors.toList()));
        byAccount.forEach(this::make);
    }

    private void make(String account, List<Outcome> outcomes) {
        Map<String, Outcome> latest = new LinkedHashMap<>();
        outcomes.forEach(outcome -> latest.merge(
                outcome.model().id(), outcome, (one, other) -> other.at().isBefore(one.at()) ? one : other));
        var locked = repository.lockAll(type, account, latest.keySet());
        var there = locked.rows().stream().collect(Collectors.toMap(ModelRow::resourceId, Function.identity()));
        repository.addAll(latest.values().stream()
                .filter(outcome -> !there.containsKey(outcome.model().id()))
                .map(outcome -> ModelRow.tuned(outcome, spec(outcome), protoJson))
                .toList());
        there.forEach((id, row) -> {
            var outcome = latest.get(id);
            if (row.isTuned() && outcome != null) {
                row.retune(outcome, spec(outcome), protoJson);
            }
        });
        locked.save();
    }

    private Spec spec(Outcome outcome) {
        var base = catalogue.named(outcome.baseModel());
        return outcome.rank() > 0 ? adapter(outcome, base) : trainedBase(base);
    }

    private static Spec adapter(Outcome outcome, Optional<Catalogue.Entry> base) {
        var modules = base.map(Catalogue.Entry::architecture)
                .orElse(Architecture.USUAL)
                .modules();
        var type =
                base.map(OutputModels::details).map(BaseModelDetails::modelType).orElse("");
        var peft = new PeftDetails(outcome.baseModel(), outcome.rank(), modules, type, "");
        return spec(Kind.HF_PEFT_ADDON, null, peft, base);
    }

    private static Spec trainedBase(Optional<Catalogue.Entry> base) {
        var details = base.map(OutputModels::details)
                .orElseGet(() -> new BaseModelDetails(
                        1, CheckpointFormat.HUGGINGFACE, List.of(), 0, false, true, "", false, Precision.BF16, false));
        return spec(Kind.HF_BASE_MODEL, details, null, base);
    }

    /** A tuned model inherits context length, prompt format and kinds of input from its base model. */
    private static Spec spec(
            Kind kind, @Nullable BaseModelDetails details, @Nullable PeftDetails peft, Optional<Catalogue.Entry> base) {
        var from = base.map(entry -> entry.model().spec().value());
        return new Spec(
                "",
                "",
                kind,
                "",
                "",
                details,
                peft,
                null,
                false,
                from.map(Spec::conversationConfig).orElse(null),
                from.map(Spec::contextLength).orElse(0),
                from.map(Spec::supportsImageInput).orElse(false),
                from.map(Spec::supportsTools).orElse(false),
                "",
                0,
                null,
                kind == Kind.HF_BASE_MODEL && from.map(Spec::supportsLora).orElse(false),
                from.map(Spec::useHfApplyChatTemplate).orElse(false),
                from.map(Spec::trainingContextLength).orElse(0),
                SnapshotType.FULL_SNAPSHOT);
    }

    private static @Nullable BaseModelDetails details(Catalogue.Entry entry) {
        return entry.model().spec().value().baseModelDetails();
    }
}
