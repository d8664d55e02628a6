package dev.emulator.fireworks.inference.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataIndexTests {

    private static final long LARGE = 64L << 20;

    private record Pair(long key, int value) {}

    @Property(tries = 100)
    void pairsAreSorted(
            @ForAll @IntRange(max = 3000) int size,
            @ForAll @IntRange(min = 1, max = 5000) int keys,
            @ForAll long seed) {
        var random = new SplittableRandom(seed);
        var expected = new ArrayList<Pair>();
        var sorted = new long[size + 5];
        var values = new int[size + 5];
        for (int i = 0; i < size; i++) {
            sorted[i] = random.nextInt(keys) - keys / 2;
            values[i] = random.nextInt();
            expected.add(new Pair(sorted[i], values[i]));
        }
        expected.sort(Comparator.comparingLong(Pair::key).thenComparingInt(Pair::value));
        new PairSort(sorted, values).sort(size);
        for (int i = 0; i < size; i++) {
            assertThat(new Pair(sorted[i], values[i])).isEqualTo(expected.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello World | hello  world | true
            Hello World | helloworld   | false
            Hello       | Hello!       | false
            ÄÖ          | äö           | true
            """)
    void caseAndSurplusWhiteSpaceDoNotCount(String one, String other, boolean equal) {
        assertThat(key(one).withoutSystem() == key(other).withoutSystem()).isEqualTo(equal);
    }

    @Test
    void wordsInOtherTurnsAreAnotherConversation() {
        assertThat(key("a", "b c").withoutSystem()).isNotEqualTo(key("a b", "c").withoutSystem());
        assertThat(key("a", "b").withoutSystem()).isNotEqualTo(key("a b").withoutSystem());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is the capital of France? | what is the capital of france | 1.0
            a b c d                        | a b c e                       | 0.6
            one two                        | three                         | 0.0
            東京は大きい                     | 東京                           | 0.4
            a a a b                        | b a                           | 1.0
            ?!                             | ?!                            | 0.0
            """)
    void similarityIsTheShareOfCommonWords(String one, String other, double similarity) {
        assertThat(Words.of(one).similarity(Words.of(other))).isEqualTo(similarity);
    }

    @Test
    void theFirstOfEqualRowsIsFound() {
        var builder = new DataIndexBuilder(1, LARGE);
        builder.startFile();
        for (int i = 0; i < 1000; i++) {
            builder.add(i * 10L, example(i % 10 == 0 ? "same" : "other " + i));
        }
        var index = builder.build();
        assertThat(index.find(key("same"))).isEqualTo(OptionalInt.of(0));
        assertThat(index.find(key("other 7"))).isEqualTo(OptionalInt.of(7));
        assertThat(index.find(key("none"))).isEmpty();
        assertThat(index.offset(7)).isEqualTo(70);
    }

    @Test
    void rowsBelongToTheirFiles() {
        var builder = new DataIndexBuilder(4, LARGE);
        builder.startFile();
        builder.startFile();
        builder.add(0, example("a"));
        builder.add(5, example("b"));
        builder.startFile();
        builder.startFile();
        builder.add(0, example("c"));
        var index = builder.build();
        assertThat(List.of(index.file(0), index.file(1), index.file(2))).containsExactly(1, 1, 3);
    }

    @Test
    void memoryIsLimited() {
        var builder = new DataIndexBuilder(1_000_000, 100_000);
        builder.startFile();
        var rows = 0;
        while (builder.add(rows, example("question " + rows))) {
            rows++;
        }
        assertThat(rows).isBetween(2_000, 3_000);
        var index = builder.build();
        assertThat(index.bytes()).isLessThan(101_000);
        assertThat(index.find(key("question 1999"))).isEqualTo(OptionalInt.of(1999));
    }

    /** The best row by exact similarity is among the candidates. */
    @Property(tries = 50)
    void theNearestRowIsACandidate(@ForAll long seed) {
        var random = new SplittableRandom(seed);
        var texts = new ArrayList<String>();
        var builder = new DataIndexBuilder(500, LARGE);
        builder.startFile();
        for (int i = 0; i < 500; i++) {
            texts.add(text(random, 5 + random.nextInt(60)));
            builder.add(i, example(texts.get(i)));
        }
        var wanted = texts.get(random.nextInt(500)) + " " + text(random, 2);
        var words = Words.of(wanted);
        var best = texts.stream()
                .mapToDouble(text -> Words.of(text).similarity(words))
                .max()
                .orElseThrow();
        assertThat(builder.build().nearest(words, false, 0.5, 8).stream()
                        .mapToDouble(row -> Words.of(texts.get(row)).similarity(words))
                        .max())
                .hasValue(best);
    }

    private static String text(SplittableRandom random, int words) {
        var text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(" word").append(random.nextInt(1000));
        }
        return text.toString();
    }

    private static TrainingExample example(String text) {
        return new TrainingExample(
                false, List.of(Turn.of(Role.USER, text), Turn.of(Role.ASSISTANT, "!")), List.of(false, true));
    }

    private static ConversationKey key(String... texts) {
        var key = new ConversationKey(false);
        for (var text : texts) {
            key.add(Turn.of(Role.USER, text));
        }
        return key;
    }
}
