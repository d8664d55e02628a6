package dev.emulator.fireworks.inference.learning;

import dev.emulator.fireworks.InferenceProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.dataset.TrainingData;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.Reply;
import dev.emulator.fireworks.inference.ReplyProvider;
import dev.emulator.fireworks.inference.ResponseFormat;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ToolChoice;
import dev.emulator.fireworks.inference.Turn;
import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Replies of tuned models from their training data. If a row contains the conversation, its next turn is the reply. Otherwise the reply is
 * from the row whose turn of the user has the most words in common with that of the request, if the similarity reaches
 * {@link #THRESHOLD}.
 */
@Component
@Order(ReplyProvider.LEARNED)
class LearnedReplies implements ReplyProvider {

    private static final Logger log = LoggerFactory.getLogger(LearnedReplies.class);

    /** Number of common words, divided by the number of words in either text. */
    static final double THRESHOLD = 0.5;

    /** Number of rows that are compared word by word. */
    private static final int CANDIDATES = 8;

    private final Knowledge knowledge;
    private final DataIndexes indexes;
    private final TrainingData data;
    private final boolean isOn;

    LearnedReplies(Knowledge knowledge, DataIndexes indexes, TrainingData data, InferenceProperties properties) {
        this.knowledge = knowledge;
        this.indexes = indexes;
        this.data = data;
        this.isOn = properties.learning();
    }

    /** An answer of a row. */
    private record Learned(TrainingData.Source source, int row, Turn answer, double similarity) {}

    @Override
    public Optional<Provided> reply(Prompt prompt, int choice) {
        if (!isOn || !canLearn(prompt)) {
            return Optional.empty();
        }
        try {
            var sources = knowledge.of(prompt.model().model());
            var learned = sources.isEmpty() ? null : exact(sources, prompt);
            if (learned == null && !sources.isEmpty()) {
                learned = nearest(sources, prompt);
            }
            return Optional.ofNullable(learned).map(found -> provided(prompt, found));
        } catch (IOException | ApiException e) {
            log.warn("Training data cannot be read, and a generated reply is used: {}", e.toString());
            return Optional.empty();
        }
    }

    private static boolean canLearn(Prompt prompt) {
        return prompt.format().type() != ResponseFormat.Type.GRAMMAR;
    }

    private @Nullable Learned exact(List<TrainingData.Source> sources, Prompt prompt) throws IOException {
        var key = new ConversationKey(prompt.operation() == Operation.COMPLETION);
        prompt.conversation().turns().forEach(key::add);
        for (var source : sources) {
            var index = indexes.get(source);
            var row = index.find(key);
            if (row.isPresent()) {
                var answer = answer(read(source, index, row.getAsInt()), key);
                if (answer != null && isAllowed(prompt, answer)) {
                    return new Learned(source, row.getAsInt(), answer, 1);
                }
            }
        }
        return null;
    }

    private static @Nullable Turn answer(TrainingExample example, ConversationKey wanted) {
        var key = new ConversationKey(example.isCompletion());
        for (int i = 0; i < example.turns().size(); i++) {
            if (example.taught().get(i)
                    && key.withoutSystem() == wanted.withoutSystem()
                    && (!key.hasSystem() || !wanted.hasSystem() || key.withSystem() == wanted.withSystem())) {
                return example.turns().get(i);
            }
            key.add(example.turns().get(i));
        }
        return null;
    }

    private @Nullable Learned nearest(List<TrainingData.Source> sources, Prompt prompt) throws IOException {
        var words = Words.of(prompt.conversation().lastUserText());
        Learned best = null;
        if (words.isEmpty()) {
            return null;
        }
        for (var source : sources) {
            var index = indexes.get(source);
            var afterTool = prompt.conversation().endsWithToolResult();
            for (var row : index.nearest(words, afterTool, THRESHOLD, CANDIDATES)) {
                var learned = nearest(source, row, read(source, index, row), words, prompt);
                if (learned != null && isBetter(learned, best)) {
                    best = learned;
                }
            }
        }
        return best;
    }

    /** Of equally similar rows, the first one of the last training wins. */
    private static boolean isBetter(Learned learned, @Nullable Learned best) {
        return best == null
                || learned.similarity() > best.similarity()
                || learned.similarity() == best.similarity()
                        && learned.source().equals(best.source())
                        && learned.row() < best.row();
    }

    private static @Nullable Learned nearest(
            TrainingData.Source source, int row, TrainingExample example, Words wanted, Prompt prompt) {
        Learned best = null;
        if (example.isCompletion() != (prompt.operation() == Operation.COMPLETION)) {
            return null;
        }
        var similarity = 0.0;
        for (int i = 0; i < example.turns().size(); i++) {
            var turn = example.turns().get(i);
            if (turn.role() == Role.USER) {
                similarity = wanted.similarity(Words.of(turn.text()));
            }
            var afterTool = i > 0 && example.turns().get(i - 1).role() == Role.TOOL;
            if (example.taught().get(i)
                    && similarity >= THRESHOLD
                    && (best == null || similarity > best.similarity())
                    && afterTool == prompt.conversation().endsWithToolResult()
                    && isAllowed(prompt, turn)) {
                best = new Learned(source, row, turn, similarity);
            }
        }
        return best;
    }

    private TrainingExample read(TrainingData.Source source, DataIndex index, int row) throws IOException {
        return TrainingExample.of(data.row(source.files().get(index.file(row)), index.offset(row)));
    }

    /** Returns whether an answer fulfills what the request demands. Otherwise, a reply is generated. */
    private static boolean isAllowed(Prompt prompt, Turn answer) {
        var mode = prompt.toolChoice().mode();
        if (answer.callsTools()) {
            return mode != ToolChoice.Mode.NONE;
        }
        return mode != ToolChoice.Mode.REQUIRED
                && mode != ToolChoice.Mode.FUNCTION
                && (!prompt.format().isJson() || isJson(answer.text()));
    }

    private static boolean isJson(String text) {
        try {
            return JsonText.read(text.getBytes(StandardCharsets.UTF_8)).isContainer();
        } catch (ProtoJsonException e) {
            return false;
        }
    }

    private static Provided provided(Prompt prompt, Learned learned) {
        var answer = learned.answer();
        var reasoning = prompt.reasoningEffort().equals("none") ? "" : answer.reasoning();
        var reply = new Reply(answer.text(), reasoning, answer.toolCalls(), "", null, null, List.of());
        return new Provided(
                reply, "learned " + learned.source().dataset().id() + ':' + (learned.row() + 1), null, true);
    }
}
