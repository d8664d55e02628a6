package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.dataset.Tokenizer;
import dev.emulator.fireworks.dataset.TrainingData.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Renders the first rows of a dataset as training examples, one JSON object a line: the conversation as a prompt, its tokens and their
 * weights. Each turn of the assistant becomes a separate example with all turns before it.
 */
@Component
public final class RenderedSamples {

    /** The number of samples on the live service. */
    public static final int MOST = 20;

    private static final MathContext DIGITS = new MathContext(10);

    private final Tokenizer tokenizer;

    RenderedSamples(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** A part of a prompt. */
    private record Chunk(String text, boolean trained) {}

    public void write(List<Sample> samples, int maxContextLength, OutputStream out) throws IOException {
        var left = MOST;
        for (var sample : samples) {
            var split = 0;
            for (var chunks : datums(sample.row())) {
                if (left == 0) {
                    return;
                }
                var datum = datum(sample, split++, chunks, maxContextLength);
                if (datum.path("token_weights").valueStream().anyMatch(weight -> weight.asDouble() > 0)) {
                    out.write(datum.toString().concat("\n").getBytes(StandardCharsets.UTF_8));
                    left--;
                }
            }
        }
    }

    private static List<List<Chunk>> datums(JsonNode row) {
        if (row.hasNonNull("prompt") && !row.hasNonNull("messages")) {
            return List.of(List.of(
                    new Chunk(row.path("prompt").asString(""), false),
                    new Chunk(row.path("completion").asString(""), true)));
        }
        var datums = new ArrayList<List<Chunk>>();
        var said = new ArrayList<Chunk>();
        for (var message : row.path("messages")) {
            var role = message.path("role").asString("");
            var head = new Chunk("<|im_start|>" + role + "\n", false);
            var text = text(message) + "<|im_end|>\n";
            var isLeftOut =
                    message.hasNonNull("weight") && message.path("weight").asInt(1) == 0;
            if (role.equals("assistant") && !isLeftOut) {
                var datum = new ArrayList<>(said);
                datum.add(head);
                datum.add(new Chunk(text, true));
                datums.add(datum);
            }
            said.add(head);
            said.add(new Chunk(text, false));
        }
        return datums;
    }

    private static String text(JsonNode message) {
        var content = message.path("content");
        var text = new StringBuilder(content.asString(""));
        content.forEach(part -> text.append(part.path("text").asString("")));
        if (message.path("tool_calls").isArray()) {
            text.append(message.path("tool_calls"));
        }
        return text.toString();
    }

    private ObjectNode datum(Sample sample, int split, List<Chunk> chunks, int maxContextLength) {
        var tokens = new ArrayList<Integer>();
        var trained = new ArrayList<Boolean>();
        for (var chunk : chunks) {
            for (var token : tokenizer.encode(chunk.text(), maxContextLength - tokens.size())) {
                tokens.add(token);
                trained.add(chunk.trained());
            }
        }
        var weight = weight(trained.stream().filter(each -> each).count());
        var datum = JsonMapper.shared().createObjectNode();
        datum.put("source_jsonl_row_index", sample.index())
                .put("source_jsonl_line_number", sample.line())
                .put("split_index", split)
                .put("renderer", "chatml")
                .put("train_on_what", "all_assistant_messages");
        chunks.forEach(chunk -> datum.withArray("rendered_chunks").add(chunk.text()));
        tokens.forEach(datum.putArray("token_ids")::add);
        tokens.forEach(token -> datum.withArray("decoded_tokens").add(tokenizer.decode(token)));
        weights(datum.putArray("token_weights"), trained, weight);
        // The target of each token is the next token.
        var targets = Math.min(1, tokens.size());
        tokens.subList(targets, tokens.size()).forEach(datum.putArray("training_target_token_ids")::add);
        weights(datum.putArray("training_loss_weights"), trained.subList(targets, trained.size()), weight);
        return datum;
    }

    /** All trained tokens have the same weight; their sum is 1. */
    private static BigDecimal weight(long number) {
        return number == 0 ? BigDecimal.ZERO : BigDecimal.ONE.divide(BigDecimal.valueOf(number), DIGITS);
    }

    private static void weights(ArrayNode weights, List<Boolean> trained, BigDecimal weight) {
        trained.forEach(each -> weights.add(each ? weight : BigDecimal.ZERO));
    }
}
