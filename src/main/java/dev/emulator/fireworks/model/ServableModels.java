package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.model.Model.Kind;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.types.Precision;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The view of models for deployments. */
@Component
public class ServableModels {

    private final Catalogue catalogue;
    private final ResourceType<ModelRow, Model, Spec> type;
    private final ProtoJson protoJson;

    ServableModels(Catalogue catalogue, ResourceType<ModelRow, Model, Spec> type, ProtoJson protoJson) {
        this.catalogue = catalogue;
        this.type = type;
        this.protoJson = protoJson;
    }

    /**
     * Properties of a model that decide how it can be served.
     *
     * @param isAddon whether it is a LoRA adapter, not a base model
     * @param baseModel base model of an adapter; empty for a base model
     * @param isEmbedding whether it computes embeddings
     * @param supportsLora whether adapters can be loaded beside it
     * @param modelType type of the architecture, such as qwen3; empty if unknown
     * @param parameterCount number of parameters; 0 if unknown
     * @param draftModel default draft model for speculative decoding; empty for none
     */
    public record Facts(
            boolean isReady,
            boolean isAddon,
            String baseModel,
            boolean isEmbedding,
            boolean supportsLora,
            String modelType,
            long parameterCount,
            Precision defaultPrecision,
            String draftModel,
            int draftTokenCount) {}

    /** Looks up a public model or a model of the account. Models of other accounts are not found. */
    public Optional<Facts> find(String account, ResourceName name) {
        if (!name.collection().equals(Model.COLLECTION)) {
            return Optional.empty();
        }
        if (name.account().equals(Catalogue.ACCOUNT)) {
            return catalogue
                    .find(name.id())
                    .map(entry -> facts(true, "", entry.model().spec().value()));
        }
        return Optional.of(name)
                .filter(found -> found.account().equals(account))
                .flatMap(found -> type.rows().find(account, found.id()))
                .map(this::facts);
    }

    private Facts facts(ModelRow row) {
        return facts(
                row.state() == Model.State.READY,
                row.baseModel(),
                row.spec(protoJson).value());
    }

    /** @param trainedFrom base model of the training; empty for an uploaded model */
    private static Facts facts(boolean isReady, String trainedFrom, Spec spec) {
        var details = spec.baseModelDetails();
        var peft = spec.peftDetails();
        return new Facts(
                isReady,
                spec.kind() == Kind.HF_PEFT_ADDON,
                peft == null || peft.baseModel().isEmpty() ? trainedFrom : peft.baseModel(),
                spec.kind() == Kind.EMBEDDING_MODEL,
                spec.supportsLora(),
                details == null ? "" : details.modelType(),
                details == null ? 0 : details.parameterCount(),
                details == null ? Precision.PRECISION_UNSPECIFIED : details.defaultPrecision(),
                spec.defaultDraftModel(),
                spec.defaultDraftTokenCount());
    }
}
