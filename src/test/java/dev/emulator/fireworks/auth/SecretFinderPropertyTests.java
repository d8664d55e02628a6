package dev.emulator.fireworks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for secrets ends after a number of steps that grows with the length of a text, whatever stands in it. */
class SecretFinderPropertyTests {

    /** Four layers, each with what it has in Base64, twice over. */
    private static final int STEPS_PER_CHARACTER = 64;

    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "'",
            ":",
            "=",
            "{",
            "[",
            "(",
            "}",
            "%25",
            "%22",
            "\\u0022",
            "\n\n",
            " ",
            "eyJa.",
            "sk-",
            "fw_",
            "apiKey",
            "token=",
            "name=\"token\"",
            "-----BEGIN PRIVATE KEY-----",
            "://",
            "@",
            "bearer ",
            "<",
            ">",
            "/",
            "YWFhYWFhYWFhYWFh",
            "a",
            "9",
            "Z",
            "\0",
            "&",
            ";",
            "value");

    private static void isBounded(String text) {
        assertThat(SecretFinder.steps(text)).isLessThanOrEqualTo(STEPS_PER_CHARACTER * (text.length() + 1L));
    }

    @Property(tries = 300)
    void anyMixture(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 34) Integer> pieces,
            @ForAll @IntRange(min = 1, max = 2000) int times) {
        var text = new StringBuilder();
        pieces.forEach(piece -> text.append(PIECES.get(piece)));
        isBounded(text.toString().repeat(times));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%25",
                "\\\\",
                "\\\"",
                "\"",
                "'\"",
                "sk-",
                "eyJaaaaaaaa.",
                "apiKey:",
                "token = ",
                "{\"token\":",
                "[",
                "(",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----",
                "a:b@",
                "://a:",
                "bearer ",
                "name=\"token\"",
                "\n",
                "    :",
                "YWFh/",
                "%",
                "\"a\":",
                "<token>",
                "\0"
            })
    void aMegabyteOfTheSame(String piece) {
        isBounded(piece.repeat((1 << 20) / piece.length()));
    }
}
