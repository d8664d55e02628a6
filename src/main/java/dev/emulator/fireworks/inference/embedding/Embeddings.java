package dev.emulator.fireworks.inference.embedding;

import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.embedding.EmbeddingInputs.Input;
import dev.emulator.fireworks.model.PublicModels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Computes the embeddings of the inputs of a request. */
@Component
class Embeddings {

    /** The format in which the models of Qwen3 Reranker expect a query and a document. */
    private static final Pattern QUERY_AND_DOCUMENT = Pattern.compile("(?s)<Query>:(.*?)<Document>:(.*)");

    private static final int SCALE_OF_LOGITS = 12;

    private final EmbeddingInputs inputs;
    private final Vectors vectors;
    private final PublicModels models;

    Embeddings(EmbeddingInputs inputs, Vectors vectors, PublicModels models) {
        this.inputs = inputs;
        this.vectors = vectors;
        this.models = models;
    }

    Result create(ServedModel model, JsonNode body) {
        var size = models.hiddenSize(model.baseModel());
        var wanted = Math.max(1, body.path("dimensions").asInt(size));
        if (wanted > size) {
            throw InferenceException.invalidRequest(
                    "Input should be less than or equal to " + size + ", field: 'dimensions', value: " + wanted);
        }
        var base64 = body.path("encoding_format").asString("").equals("base64");
        var data = new ArrayList<Map<String, Object>>();
        var tokens = 0;
        for (var input : inputs.read(body)) {
            var vector = body.path("return_logits").isEmpty()
                    ? vector(model, body, input, size, wanted)
                    : logits(model, body, input);
            var item = new LinkedHashMap<String, Object>();
            item.put("object", "embedding");
            item.put("index", data.size());
            item.put("embedding", base64 ? encoded(vector) : vector);
            data.add(item);
            tokens += input.tokens();
        }
        return new Result(data, tokens);
    }

    private float[] vector(ServedModel model, JsonNode body, Input input, int size, int wanted) {
        var vector = Vectors.first(vectors.embed(input.text(), id(model), size), wanted);
        return body.path("normalize").asBoolean(true) ? Vectors.unit(vector) : vector;
    }

    private float[] logits(ServedModel model, JsonNode body, Input input) {
        var ids = body.path("return_logits")
                .valueStream()
                .mapToInt(id -> id.asInt(0))
                .toArray();
        var logits = judgement(input.text(), ids);
        if (logits.length == 0) {
            logits = vectors.logits(input.text(), id(model), ids);
        }
        return body.path("normalize").asBoolean(false) ? Vectors.softmax(logits) : logits;
    }

    /** Returns the logits of no and yes for a query and a document; empty for other texts and other tokens. */
    private static float[] judgement(String text, int[] tokens) {
        var parts = QUERY_AND_DOCUMENT.matcher(text);
        if (tokens.length != 2 || !parts.find()) {
            return new float[0];
        }
        var relevance = Vectors.relevance(Words.count(parts.group(1)), Words.count(parts.group(2)));
        var yes = (float) (SCALE_OF_LOGITS * (relevance - 0.5));
        return new float[] {-yes, yes};
    }

    /** Returns the id without the account, so that a fork has the same embeddings. */
    private static String id(ServedModel model) {
        return model.model().substring(model.model().lastIndexOf('/') + 1);
    }

    private static String encoded(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
