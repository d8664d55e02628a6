package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.model.Model.BaseModelDetails;
import dev.emulator.fireworks.model.Model.Kind;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.model.Model.State;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.types.Precision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The view of models for training jobs. */
@Component
public class BaseModels {

    /** Maximum rank of an adapter. A higher rank is not useful for any model, and would make generated files too large. */
    public static final int LARGEST_RANK = 4096;

    private final Catalogue catalogue;
    private final ResourceType<ModelRow, Model, Spec> type;
    private final ProtoJson protoJson;

    BaseModels(Catalogue catalogue, ResourceType<ModelRow, Model, Spec> type, ProtoJson protoJson) {
        this.catalogue = catalogue;
        this.type = type;
        this.protoJson = protoJson;
    }

    /**
     * Properties of a model.
     *
     * @param isAdapter whether it is a LoRA adapter, not a base model
     * @param baseModel base model of an adapter; empty for a base model
     * @param rank rank of an adapter; 0 for a base model
     * @param parameterCount number of parameters; 0 if unknown
     * @param trainingContextLength in tokens; 0 if unknown
     * @param useTrainingV2 whether the newer training backend is used, which refuses fields of the older one
     * @param loraTunable whether LoRA adapters can be trained for it
     * @param fullParameterTunable whether all its parameters can be trained
     * @param tuningRefusal error message with which the service refuses to tune it, although its flags allow it; empty for none
     * @param finalLoss last loss of the training that made it; 0 if there was none
     * @param serving properties that determine how it can be deployed
     */
    public record Facts(
            boolean isReady,
            boolean isAdapter,
            String baseModel,
            int rank,
            long parameterCount,
            int trainingContextLength,
            boolean useTrainingV2,
            boolean loraTunable,
            boolean fullParameterTunable,
            String tuningRefusal,
            double finalLoss,
            Serving serving) {

        /** Whether it can be trained in any way. */
        public boolean isTunable() {
            return loraTunable || fullParameterTunable;
        }
    }

    /**
     * Properties that determine how a model can be deployed.
     *
     * @param modelType family of its architecture, such as {@code qwen3}; empty if unknown
     * @param defaultPrecision precision of a deployment that does not specify one
     * @param supportsLora whether adapters can be loaded
     * @param isEmbedding whether it computes embeddings
     * @param draftModel default model for speculative decoding; empty for none
     * @param generation properties that determine which requests it can answer
     */
    public record Serving(
            String modelType,
            Precision defaultPrecision,
            boolean supportsLora,
            boolean isEmbedding,
            String draftModel,
            int draftTokenCount,
            Generation generation) {

        private static Serving of(Spec spec, boolean isServerless) {
            var details = spec.baseModelDetails();
            return new Serving(
                    details == null ? "" : details.modelType(),
                    details == null ? Precision.PRECISION_UNSPECIFIED : details.defaultPrecision(),
                    spec.supportsLora(),
                    spec.kind() == Kind.EMBEDDING_MODEL,
                    spec.defaultDraftModel(),
                    spec.defaultDraftTokenCount(),
                    Generation.of(spec, isServerless));
        }
    }

    /**
     * Properties that determine which requests a model can answer.
     *
     * @param isServerless whether it answers without a deployment
     * @param generatesText whether it generates text, and not images
     * @param contextLength in tokens; 0 if unknown
     */
    public record Generation(
            boolean isServerless,
            boolean generatesText,
            int contextLength,
            boolean supportsTools,
            boolean supportsImages) {

        private static Generation of(Spec spec, boolean isServerless) {
            var generatesImages = spec.kind() == Kind.FLUMINA_BASE_MODEL || spec.kind() == Kind.FLUMINA_ADDON;
            return new Generation(
                    isServerless,
                    !generatesImages && spec.kind() != Kind.EMBEDDING_MODEL,
                    spec.contextLength(),
                    spec.supportsTools(),
                    spec.supportsImageInput());
        }
    }

    /**
     * Looks up a public model or a model of the account. Models of other accounts are not found.
     *
     * @param name full name; nothing is found if it is not the name of a resource
     */
    public Optional<Facts> find(String account, String name) {
        return ResourceName.parse(name).flatMap(parsed -> find(account, parsed));
    }

    private Optional<Facts> find(String account, ResourceName name) {
        if (!name.collection().equals(Model.COLLECTION)) {
            return Optional.empty();
        }
        if (name.account().equals(Catalogue.ACCOUNT)) {
            return catalogue.find(name.id()).map(BaseModels::facts);
        }
        return Optional.of(name)
                .filter(found -> found.account().equals(account))
                .flatMap(found -> type.rows().find(account, found.id()))
                .map(this::facts);
    }

    private static Facts facts(Catalogue.Entry entry) {
        var model = entry.model();
        var spec = model.spec().value();
        return new Facts(
                true,
                false,
                "",
                0,
                parameters(spec.baseModelDetails()),
                spec.trainingContextLength(),
                model.useTrainingV2(),
                model.supervisedLoraTunable(),
                model.supervisedFullParameterTunable(),
                entry.tuningRefusal(),
                0,
                Serving.of(spec, model.supportsServerless()));
    }

    private Facts facts(ModelRow row) {
        var spec = row.spec(protoJson).value();
        var peft = spec.peftDetails();
        var isBase = spec.kind() == Kind.HF_BASE_MODEL;
        return new Facts(
                row.state() == State.READY,
                spec.kind() == Kind.HF_PEFT_ADDON,
                peft == null ? "" : peft.baseModel(),
                peft == null ? 0 : peft.r(),
                parameters(spec.baseModelDetails()),
                spec.trainingContextLength(),
                false,
                isBase,
                isBase,
                "",
                row.finalLoss(),
                Serving.of(spec, false));
    }

    private static long parameters(@Nullable BaseModelDetails details) {
        return details == null ? 0 : details.parameterCount();
    }
}
