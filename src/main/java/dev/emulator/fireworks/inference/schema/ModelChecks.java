package dev.emulator.fireworks.inference.schema;

import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.validation.Validation;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The checks of level {@code service}: what the requested model refuses, and parameters that exclude each other. */
@Component
public class ModelChecks {

    private static final int MOST_IMAGES = 30;
    private static final int MOST_IMAGE_BYTES = 10 * 1024 * 1024;

    /** Families that know fewer values of {@code reasoning_effort}, as observed. */
    private static final Pattern OLDER_FAMILIES =
            Pattern.compile(".*/(gpt-oss-.*|glm-4.*|glm-5(p[01])?(-.*)?|minimax-m2.*|deepseek-v3.*)");

    private final RequestSchemas schemas;
    private final Validation validation;

    ModelChecks(RequestSchemas schemas, Validation validation) {
        this.schemas = schemas;
        this.validation = validation;
    }

    /**
     * Checks a valid body. At lower levels, the service's refusal becomes a hint in the answer, except that no level lets a model do what it
     * cannot do at all.
     *
     * @throws InferenceException 400 if the service refuses the request
     */
    public void check(Operation operation, ObjectNode body, ServedModel model) {
        var isForEmbeddings = operation == Operation.EMBEDDING || operation == Operation.RERANK;
        if (model.isEmbedding() != isForEmbeddings) {
            throw InferenceException.invalidRequest("Model " + model.model() + " does not support this endpoint");
        }
        if (!isForEmbeddings) {
            refusal(body, model).ifPresent(this::refuse);
        }
    }

    private void refuse(String message) {
        if (validation.isService()) {
            throw InferenceException.invalidRequest(message);
        }
        validation.hint(message);
    }

    private Optional<String> refusal(ObjectNode body, ServedModel model) {
        return Stream.<Optional<String>>of(
                        both(body, "thinking", "reasoning_effort"),
                        both(body, "max_tokens", "max_completion_tokens"),
                        tools(body, model),
                        format(body.path("response_format")),
                        effort(body.path("reasoning_effort"), model),
                        images(body, model))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> both(JsonNode body, String one, String other) {
        return when(
                body.hasNonNull(one) && body.hasNonNull(other),
                "cannot specify both '" + one + "' and '" + other + "'");
    }

    private static Optional<String> tools(JsonNode body, ServedModel model) {
        if (body.path("tools").isEmpty()) {
            return Optional.empty();
        }
        return both(body, "tools", "response_format")
                .or(() -> when(!model.supportsTools(), "Model " + model.model() + " does not support tools"));
    }

    private static Optional<String> format(JsonNode format) {
        return switch (format.path("type").asString("")) {
            case "json_schema" ->
                when(
                        !format.hasNonNull("json_schema") && !format.hasNonNull("schema"),
                        "response_format of type 'json_schema' requires 'json_schema'");
            case "grammar" ->
                when(!format.hasNonNull("grammar"), "response_format of type 'grammar' requires 'grammar'");
            default -> Optional.empty();
        };
    }

    private Optional<String> effort(JsonNode effort, ServedModel model) {
        return effort.isString() && OLDER_FAMILIES.matcher(model.baseModel()).matches()
                ? schemas.errors("OlderReasoningEffort", "reasoning_effort", effort)
                : Optional.empty();
    }

    private static Optional<String> images(JsonNode body, ServedModel model) {
        var images = body.path("messages")
                .valueStream()
                .flatMap(message -> message.path("content").valueStream())
                .map(ModelChecks::imageUrl)
                .filter(url -> !url.isEmpty())
                .toList();
        if (images.isEmpty()) {
            return Optional.empty();
        }
        var embedded = images.stream()
                .filter(url -> url.startsWith("data:"))
                .mapToLong(String::length)
                .sum();
        return when(
                        !model.supportsImages(),
                        "Cannot preprocess image len(combined_imgs) = " + images.size()
                                + ",\nlen(image_ranges) = 0, please provide valid images")
                .or(() -> when(
                        images.size() > MOST_IMAGES, "Too many images: " + images.size() + ", maximum: " + MOST_IMAGES))
                .or(() -> when(
                        embedded > MOST_IMAGE_BYTES,
                        "Images are too large: " + embedded + " bytes, maximum: " + MOST_IMAGE_BYTES));
    }

    private static String imageUrl(JsonNode part) {
        var image = part.path("image_url");
        return image.path("url").asString(image.asString(""));
    }

    private static Optional<String> when(boolean refused, String message) {
        return refused ? Optional.of(message) : Optional.empty();
    }
}
