package dev.emulator.fireworks.inference.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.ReplyTiming;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PacingTests {

    private static final ReplyTiming EVEN = new ReplyTiming(Duration.ofSeconds(1), 10, 0);
    private static final ReplyTiming VARIED = new ReplyTiming(Duration.ofSeconds(1), 10, 0.5);

    private static Pacing pacing(ReplyTiming timing, long seed) {
        return new Pacing(timing, new SplittableRandom(seed));
    }

    private static List<Long> delays(ReplyTiming timing, long seed) {
        var pacing = pacing(timing, seed);
        return LongStream.concat(
                        LongStream.of(pacing.first()),
                        LongStream.range(0, 100).map(i -> pacing.before(1)).skip(1))
                .boxed()
                .toList();
    }

    @Test
    void onlyTheFirstTokenIsNotDelayed() {
        var pacing = pacing(EVEN, 1);
        assertThat(pacing.first()).isEqualTo(1_000_000_000);
        assertThat(pacing.before(0)).isZero();
        assertThat(pacing.before(3)).isEqualTo(200_000_000);
        assertThat(pacing.before(3)).isEqualTo(300_000_000);
        assertThat(pacing.before(0)).isZero();
    }

    @Test
    void withoutTimingNothingIsDelayed() {
        var pacing = pacing(ReplyTiming.IMMEDIATE, 1);
        assertThat(pacing.first()).isZero();
        assertThat(pacing.before(1)).isZero();
        assertThat(pacing.before(1000)).isZero();
    }

    @Test
    void jitterFollowsFromTheSeedAndIsLimited() {
        var delays = delays(VARIED, 7);
        assertThat(delays).isEqualTo(delays(VARIED, 7)).isNotEqualTo(delays(VARIED, 8));
        assertThat(delays.get(0)).isBetween(500_000_000L, 1_500_000_000L);
        assertThat(delays.subList(1, 100))
                .allSatisfy(delay -> assertThat(delay).isBetween(50_000_000L, 150_000_000L))
                .doesNotHaveDuplicates();
    }
}
