package dev.emulator.fireworks.inference.embedding;

import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.ModelResolver;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.schema.RequestSchemas;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Ranks documents.
 *
 * @implNote The relevance is the part of the query's words that occur in the document. `task` counts as tokens only.
 */
@RestController
class RerankController {

    private final RequestSchemas schemas;
    private final ModelResolver models;
    private final Ranking ranking;
    private final EmbeddingAnswers answers;

    RerankController(RequestSchemas schemas, ModelResolver models, Ranking ranking, EmbeddingAnswers answers) {
        this.schemas = schemas;
        this.models = models;
        this.ranking = ranking;
        this.answers = answers;
    }

    @PostMapping({"/inference/v1/rerank", "/v1/rerank"})
    void rank(InferenceCall call) throws IOException {
        var body = call.body();
        schemas.check(Operation.RERANK, body);
        var model = models.resolve(call, body.path("model").asString(""));
        answers.send(call, Operation.RERANK, model, ranking.rank(body));
    }
}
