package dev.emulator.fireworks.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobsTests {

    /** A text that counts how often somebody looks at one of its characters. */
    private static final class Watched implements CharSequence {

        private final String text;
        private final long[] looks;

        private Watched(String text, long[] looks) {
            this.text = text;
            this.looks = looks;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks[0]++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            looks[0] += end - start;
            return new Watched(text.substring(start, end), looks);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static long steps(String glob, String text) {
        var looks = new long[1];
        Globs.matches(new Watched(glob, looks), new Watched(text, looks));
        return looks[0];
    }

    @Property
    void aStarStandsForAnythingAndNothingElseDoes(
            @ForAll @CharRange(from = 'a', to = 'b') @Chars({'*', '.'}) @StringLength(max = 8) String glob,
            @ForAll @CharRange(from = 'a', to = 'b') @Chars({'*', '\n'}) @StringLength(max = 10) String text) {
        var pattern = Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[\\s\\S]*"));
        assertThat(Globs.matches(glob, text)).isEqualTo(glob.isEmpty() || text.matches(pattern));
    }

    @Property(tries = 200)
    void theStepsGrowWithTheLengthsOnly(
            @ForAll @CharRange(from = 'a', to = 'b') @Chars({'*'}) @StringLength(min = 1, max = 6) String piece,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 4) String repeated,
            @ForAll @IntRange(min = 1, max = 5000) int times) {
        var glob = "*" + piece.repeat(times) + "*";
        var text = repeated.repeat(times);
        assertThat(steps(glob, text)).isLessThanOrEqualTo(4L * (glob.length() + text.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*a", "a*", "*a*b", "*aaaaaaab", "*"})
    void manyStarsAreNoWork(String piece) {
        var glob = piece.repeat(10_000) + "c";
        var text = "a".repeat(1 << 20);
        assertThat(steps(glob, text)).isLessThanOrEqualTo(4L * (glob.length() + text.length()));
    }
}
