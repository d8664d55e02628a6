package dev.emulator.fireworks.inference;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Generates the ids of answers and tool calls. */
@Component
public class InferenceIds {

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int BYTES_OF_AN_ID = 16;
    private static final int CHARACTERS_OF_A_CALL = 24;

    private final RandomGenerator random;

    InferenceIds(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a prefix, such as {@code chatcmpl-}, and 32 hexadecimal digits. */
    public String create(String prefix) {
        var bytes = new byte[BYTES_OF_AN_ID];
        random.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    /** Returns the id of a tool call, such as {@code call_Qi2Is8SYTdRWjAToAViVLGeE}. */
    public String createForToolCall() {
        return createForToolCall("call_");
    }

    /** Returns the id of a tool call with another prefix, such as {@code toolu_}. */
    public String createForToolCall(String prefix) {
        var id = new StringBuilder(prefix);
        for (int i = 0; i < CHARACTERS_OF_A_CALL; i++) {
            id.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
        }
        return id.toString();
    }
}
