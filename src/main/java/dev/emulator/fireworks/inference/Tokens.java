package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.dataset.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;

/** Splits texts and prompts into tokens. The tokenizer is that of datasets, so that numbers of tokens are comparable. */
@Component
public class Tokens {

    private static final Token START = new Token(200006, "<|start|>");
    private static final Token MESSAGE = new Token(200008, "<|message|>");
    private static final Token END = new Token(200007, "<|end|>");

    /** Number of tokens that the template adds to a turn: start, role, message, end. */
    private static final int AROUND_A_TURN = 4;

    /** Number of tokens with which the template begins the reply: start, role, message. */
    private static final int BEFORE_THE_REPLY = 3;

    /** The ids of ordinary tokens are below this number. */
    static final int VOCABULARY = 199_998;

    /** The length of the longest text that is cached, so that the caches need a few megabytes at most. */
    private static final int LONGEST_CACHED = 4096;

    private final Tokenizer tokenizer;
    private final ConcurrentLruCache<String, Integer> counts;
    private final ConcurrentLruCache<String, List<Token>> splits;

    Tokens(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.counts = new ConcurrentLruCache<>(256, text -> Math.toIntExact(tokenizer.count(text)));
        this.splits = new ConcurrentLruCache<>(
                32, text -> Collections.unmodifiableList(decode(tokenizer.encode(text, Integer.MAX_VALUE))));
    }

    public int count(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        return text.length() <= LONGEST_CACHED ? counts.get(text) : Math.toIntExact(tokenizer.count(text));
    }

    /** Returns the tokens of a text. Joined, their texts are the text. */
    public List<Token> split(String text) {
        return text.length() <= LONGEST_CACHED ? splits.get(text) : decode(tokenizer.encode(text, Integer.MAX_VALUE));
    }

    /** Returns whether a number is the id of a token. */
    public boolean isToken(int id) {
        return id >= 0 && id < VOCABULARY || special(id) != null;
    }

    /** Returns the tokens with these ids. Joined, their texts are the text of the ids. */
    public List<Token> decode(List<Integer> ids) {
        var tokens = new ArrayList<Token>(ids.size());
        var pending = new ByteArrayOutputStream();
        for (var id : ids) {
            var special = special(id);
            if (special != null) {
                tokens.add(special);
                continue;
            }
            pending.writeBytes(tokenizer.bytes(id));
            var bytes = pending.toByteArray();
            if (endsWithCharacter(bytes)) {
                tokens.add(new Token(id, new String(bytes, StandardCharsets.UTF_8)));
                pending.reset();
            } else {
                tokens.add(new Token(id, ""));
            }
        }
        return tokens;
    }

    /** Returns the number of tokens of a prompt, which is the size of {@link #render}. */
    public int count(Prompt prompt) {
        var turns = prompt.conversation().turns();
        if (prompt.operation() == Operation.COMPLETION) {
            return count(text(prompt));
        }
        var tokens = BEFORE_THE_REPLY;
        for (var turn : turns) {
            tokens += AROUND_A_TURN + count(text(turn));
        }
        return prompt.tools().isEmpty() ? tokens : tokens + AROUND_A_TURN + count(tools(prompt));
    }

    /** Returns the tokens of a prompt, with those of the chat template. */
    public List<Token> render(Prompt prompt) {
        if (prompt.operation() == Operation.COMPLETION) {
            return split(text(prompt));
        }
        var tokens = new ArrayList<Token>();
        if (!prompt.tools().isEmpty()) {
            add(tokens, Role.SYSTEM, tools(prompt));
        }
        for (var turn : prompt.conversation().turns()) {
            add(tokens, turn.role(), text(turn));
        }
        tokens.add(START);
        tokens.addAll(split(Role.ASSISTANT.apiName()));
        tokens.add(MESSAGE);
        return tokens;
    }

    private static @Nullable Token special(int id) {
        return id == START.id() ? START : id == MESSAGE.id() ? MESSAGE : id == END.id() ? END : null;
    }

    private void add(List<Token> tokens, Role role, String text) {
        tokens.add(START);
        tokens.addAll(split(role.apiName()));
        tokens.add(MESSAGE);
        tokens.addAll(split(text));
        tokens.add(END);
    }

    private static String text(Prompt prompt) {
        return prompt.conversation().lastUserText();
    }

    private static String text(Turn turn) {
        if (turn.toolCalls().isEmpty()) {
            return turn.text();
        }
        var text = new StringBuilder(turn.text());
        turn.toolCalls().forEach(call -> text.append(call.name()).append(call.arguments()));
        return text.toString();
    }

    private static String tools(Prompt prompt) {
        var text = new StringBuilder();
        prompt.tools()
                .forEach(tool -> text.append(tool.name())
                        .append(' ')
                        .append(tool.description())
                        .append(' ')
                        .append(tool.parameters()));
        return text.toString();
    }

    private static boolean endsWithCharacter(byte[] utf8) {
        var missing = 0;
        for (int i = utf8.length - 1, seen = 1; i >= 0 && seen <= 4; i--, seen++) {
            var lead = utf8[i] & 0xff;
            if (lead >= 0xc0) {
                missing = (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2) - seen;
                break;
            }
            if (lead < 0x80) {
                break;
            }
        }
        return missing <= 0;
    }
}
