package dev.emulator.fireworks.inference.embedding;

import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.ModelResolver;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.schema.RequestSchemas;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Computes embeddings.
 *
 * @implNote The vectors depend on the words of the text: texts with common words are near to each other. Synonyms are not.
 */
@RestController
class EmbeddingController {

    private final RequestSchemas schemas;
    private final ModelResolver models;
    private final Embeddings embeddings;
    private final EmbeddingAnswers answers;

    EmbeddingController(RequestSchemas schemas, ModelResolver models, Embeddings embeddings, EmbeddingAnswers answers) {
        this.schemas = schemas;
        this.models = models;
        this.embeddings = embeddings;
        this.answers = answers;
    }

    @PostMapping({"/inference/v1/embeddings", "/v1/embeddings"})
    void create(InferenceCall call) throws IOException {
        var body = call.body();
        schemas.check(Operation.EMBEDDING, body);
        var model = models.resolve(call, body.path("model").asString(""));
        answers.send(call, Operation.EMBEDDING, model, embeddings.create(model, body));
    }
}
