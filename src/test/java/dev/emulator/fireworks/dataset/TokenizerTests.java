package dev.emulator.fireworks.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Text is cut into tokens with bounded work and memory. */
class TokenizerTests {

    private static final Tokenizer TOKENIZER = new Tokenizer();

    /** Ordinary text and text without end, whatever it is made of. */
    @Provide
    Arbitrary<String> texts() {
        var parts = Arbitraries.of("word", " ", "\n", "  ", "!", "1234", "漢字", "😀", "é", ". ");
        var runs = Arbitraries.integers().between(1, 9_000);
        return parts.flatMap(part -> runs.map(part::repeat))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> String.join(" ", list));
    }

    @Property(tries = 200)
    void piecesAreShortFewAndTogetherTheText(@ForAll("texts") String text) {
        var pieces = 0;
        var joined = new StringBuilder();
        for (int from = 0; from < text.length(); pieces++) {
            var to = Tokenizer.pieceEnd(text, from);
            assertThat(to - from).isBetween(1, Tokenizer.PIECE);
            joined.append(text, from, to);
            from = to;
        }
        assertThat(joined).hasToString(text);
        assertThat(pieces).isLessThanOrEqualTo(1 + 2 * text.length() / (Tokenizer.PIECE - 2));
    }

    @Test
    void cuttingBetweenWordsChangesNoToken() {
        var text = "What is to be said of it, and of the 27 others before? ".repeat(1_000);
        assertThat(TOKENIZER.encode(text, Integer.MAX_VALUE)).hasSize((int) TOKENIZER.count(text));
        assertThat(TOKENIZER.count(text)).isEqualTo(16_001);
    }

    @Test
    void aTextOfMegabytesIsCountedByItsBeginning() {
        assertThat(TOKENIZER.count("a".repeat(64 * 1024 * 1024)))
                .isEqualTo(64 * TOKENIZER.count("a".repeat(1024 * 1024)));
        assertThat(TOKENIZER.encode("a".repeat(64 * 1024 * 1024), 100)).hasSize(100);
        assertThat(TOKENIZER.count("")).isZero();
    }
}
