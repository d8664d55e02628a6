package dev.emulator.fireworks.deployedmodel;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.deployment.Deployment;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.types.DeployedModelState;
import dev.emulator.fireworks.validation.ResourceNameFormat;
import dev.emulator.fireworks.validation.SchemaLevel;
import dev.emulator.fireworks.validation.ServiceLevel;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A model in a deployment, as in the API: output-only fields and the specification from the client. */
record DeployedModel(
        String name,
        @Nullable Instant createTime,
        DeployedModelState state,
        @Nullable Status status,
        @Nullable Instant updateTime,
        @JsonUnwrapped LazyMessage<Spec> spec) {

    static final String COLLECTION = "deployedModels";

    private static final String MODELS = "models";

    /** Length of the columns that contain names. */
    private static final int LONGEST_NAME = 255;

    /** An id has up to 63 characters. */
    private static final int LONGEST_STEM = 54;

    /**
     * The fields that clients can set.
     *
     * @param isDefault whether requests for the model without a deployment go to this one
     */
    record Spec(
            String displayName,
            String description,

            @NotEmpty(message = "model is required", groups = SchemaLevel.class)
            @Size(max = LONGEST_NAME, message = "model must have at most " + LONGEST_NAME + " characters")
            @ResourceNameFormat(
                    collection = MODELS,
                    message = "model must be accounts/{account}/models/{model} or a model id",
                    groups = SchemaLevel.class)
            String model,

            @Size(max = LONGEST_NAME, message = "deployment must have at most " + LONGEST_NAME + " characters")
            @ResourceNameFormat(
                    collection = Deployment.COLLECTION,
                    message = "deployment must be accounts/{account}/deployments/{deployment} or a deployment id",
                    groups = SchemaLevel.class)
            @NotEmpty(message = "deployment is required", groups = ServiceLevel.class)
            String deployment,

            @JsonProperty("default") boolean isDefault,

            @AssertFalse(
                    message = "serverless is not supported: a LoRA addon needs a dedicated deployment",
                    groups = ServiceLevel.class)
            boolean serverless,

            @JsonProperty("public") boolean isPublic) {

        static Spec of(String model, ResourceName deployment) {
            return new Spec("", "", model, deployment.toString(), false, false, false);
        }

        Spec withFullNames(String account) {
            return with(
                    ResourceName.full(account, MODELS, model),
                    ResourceName.full(account, Deployment.COLLECTION, deployment),
                    isDefault);
        }

        Spec withDefault(boolean becomesDefault) {
            return with(model, deployment, becomesDefault);
        }

        /** The same model and deployment as in another specification. */
        Spec movedTo(Spec other) {
            return with(other.model, other.deployment, isDefault);
        }

        private Spec with(String otherModel, String otherDeployment, boolean becomesDefault) {
            return new Spec(
                    displayName, description, otherModel, otherDeployment, becomesDefault, serverless, isPublic);
        }

        /** A new id, as the live service makes it: the id of the model, and eight characters. */
        String newId(ResourceIds ids) {
            var id = ResourceName.parse(model)
                    .map(ResourceName::id)
                    .filter(ResourceName::isValidId)
                    .orElse("");
            var stem = id.substring(0, Math.min(id.length(), LONGEST_STEM));
            return stem.isEmpty() ? ids.shortId() : stem + (stem.endsWith("-") ? "" : "-") + ids.shortId();
        }
    }
}
