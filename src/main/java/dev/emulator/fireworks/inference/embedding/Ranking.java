package dev.emulator.fireworks.inference.embedding;

import dev.emulator.fireworks.inference.Tokens;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Ranks documents by their relevance for a query. */
@Component
class Ranking {

    private final Tokens tokens;

    Ranking(Tokens tokens) {
        this.tokens = tokens;
    }

    private record Ranked(int index, double relevance, String document) {

        private Map<String, Object> json(boolean withDocument) {
            var item = new LinkedHashMap<String, Object>();
            item.put("index", index);
            item.put("relevance_score", relevance);
            if (withDocument) {
                item.put("document", document);
            }
            return item;
        }
    }

    Result rank(JsonNode body) {
        var query = body.path("query").asString("");
        var documents = body.path("documents")
                .valueStream()
                .map(text -> text.asString(""))
                .toList();
        var words = Words.count(query);
        var best = IntStream.range(0, documents.size())
                .mapToObj(i -> new Ranked(i, Vectors.relevance(words, Words.count(documents.get(i))), documents.get(i)))
                .sorted(Comparator.comparingDouble(Ranked::relevance).reversed())
                .limit(Math.max(0, body.path("top_n").asInt(documents.size())))
                .map(ranked -> ranked.json(body.path("return_documents").asBoolean(false)))
                .toList();
        // The model reads the query and the task once for each document.
        var around = tokens.count(query) + tokens.count(body.path("task").asString(""));
        var used =
                documents.stream().mapToInt(text -> around + tokens.count(text)).sum();
        return new Result(best, used);
    }
}
