package dev.emulator.fireworks.model;

import dev.emulator.fireworks.model.Model.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The public models, as inference endpoints describe them. */
@Component
public class PublicModels {

    private final Catalogue catalogue;

    PublicModels(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A public model.
     *
     * @param kind as in the API, such as {@code HF_BASE_MODEL}
     * @param isServerless whether it answers without a deployment
     * @param contextLength in tokens; 0 if unknown
     * @param hiddenSize number of dimensions of its embeddings
     * @param parameterCount 0 if unknown
     * @param isMixture whether it is a mixture of experts
     */
    public record PublicModel(
            String name,
            Instant createTime,
            String kind,
            boolean isServerless,
            int contextLength,
            boolean supportsTools,
            boolean supportsImages,
            int hiddenSize,
            long parameterCount,
            boolean isMixture) {

        /** Returns whether the live service lists it as a model for chats, which includes models for embeddings. */
        public boolean isForChat() {
            return kind.equals(Kind.HF_BASE_MODEL.name()) || isEmbedding();
        }

        /** Returns whether it computes embeddings or ranks documents. */
        public boolean isEmbedding() {
            return kind.equals(Kind.EMBEDDING_MODEL.name());
        }
    }

    /** Returns the models that answer without a deployment, in the order of their names. */
    public List<PublicModel> serverless() {
        return catalogue.all().stream()
                .map(PublicModels::describe)
                .filter(PublicModel::isServerless)
                .toList();
    }

    /** @param name full name */
    public Optional<PublicModel> find(String name) {
        return catalogue.named(name).map(PublicModels::describe);
    }

    /** Returns the number of dimensions of embeddings; that of a typical model for a model that is not public. */
    public int hiddenSize(String name) {
        return find(name).map(PublicModel::hiddenSize).orElse(Architecture.USUAL.hiddenSize());
    }

    private static PublicModel describe(Catalogue.Entry entry) {
        var model = entry.model();
        var spec = model.spec().value();
        var details = spec.baseModelDetails();
        return new PublicModel(
                model.name(),
                Objects.requireNonNullElse(model.createTime(), Instant.EPOCH),
                spec.kind().name(),
                model.supportsServerless(),
                spec.contextLength(),
                spec.supportsTools(),
                spec.supportsImageInput(),
                entry.architecture().hiddenSize(),
                details == null ? 0 : details.parameterCount(),
                details != null && details.moe());
    }
}
