package dev.emulator.fireworks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.emulator.fireworks.training.TrainingRun.Decay;
import dev.emulator.fireworks.training.TrainingRun.Objective;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The loss of a training looks as it should, whatever goes in, and depends on nothing else. */
class LossCurveTests {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7})
    void theLossFallsFastAtFirstAndThenSlowly(long seed) {
        var curve = curve(seed, 200, 3, 1e-4f);
        var first = curve.settled(1);
        var third = curve.settled(7);
        var last = curve.settled(21);
        assertThat(first).isBetween(0.5, 1.4);
        assertThat(last).isBetween(0.05, 0.7);
        assertThat(first - third).isGreaterThan(third - last);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7})
    void moreEpochsEndLower(long seed) {
        assertThat(end(run(seed, 500, 4, 1e-4f))).isLessThan(end(run(seed, 500, 1, 1e-4f)));
    }

    @ParameterizedTest
    @ValueSource(floats = {0.01f, 0.1f, 5})
    void anAbsurdLearningRateDrivesTheLossUp(float learningRate) {
        assertThat(end(run(0, 500, 3, learningRate))).isGreaterThan(5);
    }

    @Test
    void aTinyLearningRateHardlyLearns() {
        assertThat(end(run(0, 500, 1, 1e-7f))).isCloseTo(curve(0, 500, 1, 1e-7f).settled(0), within(0.05));
    }

    @Test
    void fewRowsAndManyEpochsAreLearntByHeart() {
        var curve = curve(0, 100, 20, 1e-4f);
        var evaluations = evaluations(curve, 80);
        var best = evaluations.min().orElseThrow();
        assertThat(curve.evaluationLoss(80)).isGreaterThan(best * 1.1);
        assertThat(curve.settled(80)).isLessThan(curve.settled(40));
        assertThat(curve.plateau().orElseThrow()).isBetween(8L, 60L);
    }

    @Test
    void manyRowsAndFewEpochsReachNoPlateau() {
        var curve = curve(0, 5000, 3, 1e-4f);
        assertThat(curve.plateau()).isEmpty();
        assertThat(curve.evaluationLoss(471)).isLessThan(curve.evaluationLoss(78));
    }

    @Test
    void withoutAnEvaluationNothingIsEvaluated() {
        var run = new TrainingRun(0, "c", "m", 100, 1000, 0, 50, 4, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0, 8, 0, 0);
        var curve = new LossCurve(run);
        assertThat(curve.plateau()).isEmpty();
        assertThat(LongStream.rangeClosed(1, 200).filter(curve::isEvaluated)).isEmpty();
    }

    @Test
    void aTrainingGoesOnWhereItsParentEnded() {
        var run = new TrainingRun(0, "c", "m", 500, 1000, 0, 1, 16, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0, 8, 0, 0.42);
        assertThat(new LossCurve(run).settled(0)).isCloseTo(0.42, within(1e-9));
        assertThat(end(run)).isLessThan(0.42);
    }

    @ParameterizedTest
    @CsvSource({
        "CONSTANT, 0, 0, 0, 1, 0.0001",
        "CONSTANT, 0, 0, 0, 100, 0.0001",
        "LINEAR, 0, 0, 0, 100, 0",
        "LINEAR, 0, 0.1, 0, 50, 0.000055",
        "LINEAR, 0.5, 0, 0, 50, 0.0001",
        "LINEAR, 0.5, 0, 0, 75, 0.00005",
        "COSINE, 0, 0, 0, 50, 0.00005",
        "COSINE, 0, 0.2, 0, 100, 0.00002",
        "CONSTANT, 0, 0, 9, 5, 0.00005",
        "CONSTANT, 0, 0, 9, 10, 0.0001",
    })
    void theLearningRateFollowsItsSchedule(
            Decay decay, float decayRatio, float minLrRatio, int warmup, long step, double expected) {
        var run = new TrainingRun(
                0, "c", "m", 3200, 1000, 0, 1, 100, 1e-4f, warmup, decay, decayRatio, minLrRatio, 0, 8, 0, 0);
        assertThat(new LossCurve(run).learningRate(step)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void everyInputMatters() throws IOException {
        var run = new TrainingRun(0, "c", "m", 500, 1000, 50, 2, 16, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0, 8, 0, 0);
        assertThat(lines(run)).isEqualTo(lines(run));
        var others = new TrainingRun[] {
            new TrainingRun(1, "c", "m", 500, 1000, 50, 2, 16, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0, 8, 0, 0),
            new TrainingRun(0, "d", "m", 500, 1000, 50, 2, 16, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0, 8, 0, 0),
            new TrainingRun(0, "c", "n", 500, 1000, 50, 2, 16, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0, 8, 0, 0),
            new TrainingRun(0, "c", "m", 500, 1000, 50, 2, 16, 2e-4f, 0, Decay.CONSTANT, 0, 0, 0, 8, 0, 0),
            new TrainingRun(0, "c", "m", 500, 1000, 50, 2, 16, 1e-4f, 3, Decay.CONSTANT, 0, 0, 0, 8, 0, 0),
            new TrainingRun(0, "c", "m", 500, 1000, 50, 2, 16, 1e-4f, 0, Decay.COSINE, 0, 0, 0, 8, 0, 0),
            new TrainingRun(0, "c", "m", 500, 1000, 50, 2, 16, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0.1f, 8, 0, 0),
            new TrainingRun(0, "c", "m", 500, 1000, 50, 2, 16, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0, 16, 0, 0),
            new TrainingRun(0, "c", "m", 500, 1000, 50, 2, 16, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0, 8, 16, 0),
            new TrainingRun(0, "c", "m", 500, 1000, 50, 2, 16, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0, 8, 0, 0.5),
            run.withObjective(Objective.DPO),
            run.withObjective(Objective.ORPO),
        };
        for (var other : others) {
            assertThat(lines(other)).as(other.toString()).isNotEqualTo(lines(run));
        }
    }

    /** The figures themselves, so that a change of them, by a change here or by another Java, is noticed. */
    @Test
    void theFiguresAreTheSameEverywhere() throws IOException {
        var run = new TrainingRun(0, "c", "m", 64, 640, 6, 1, 2, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0, 8, 0, 0);
        assertThat(lines(run)).isEqualTo(GOLDEN);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7})
    void preferencesAreUndecidedAtFirstAndThenLearnt(long seed) throws IOException {
        var curve = new LossCurve(run(seed, 500, 4, 1e-4f).withObjective(Objective.DPO));
        assertThat(curve.settled(0)).isCloseTo(Math.log(2), within(1e-9));
        assertThat(curve.margin(curve.settled(0))).isCloseTo(0, within(1e-9));
        assertThat(curve.accuracy(curve.margin(curve.settled(0)))).isCloseTo(0.5, within(1e-9));
        var learnt = curve.margin(curve.settled(60));
        assertThat(learnt).isGreaterThan(0.2);
        assertThat(curve.accuracy(learnt)).isBetween(0.6, 1.0);
        assertThat(curve.margin(Double.MAX_VALUE)).isCloseTo(-50, within(1e-9));
    }

    @Test
    void preferencesAreToldInTheWordsOfTheirObjective() throws IOException {
        var run = new TrainingRun(0, "c", "m", 64, 640, 0, 2, 1, 1e-4f, 0, Decay.CONSTANT, 0, 0, 0, 8, 0, 0);
        assertThat(lines(run.withObjective(Objective.DPO))).isEqualTo("""
            {"step":1,"train/step":1,"train/dpo_loss":0.6061,"train/loss":0.6061,"train/margin":0.1824,"train/accuracy":0.6335,"train/epoch":1,"train/total_tokens":640}
            {"step":2,"train/step":2,"train/dpo_loss":0.5371,"train/loss":0.5371,"train/margin":0.341,"train/accuracy":0.7355,"train/epoch":2,"train/total_tokens":1280}
            """);
        assertThat(lines(run.withObjective(Objective.ORPO)))
                .contains("\"train/orpo_loss\":", "\"train/log_odds_ratio\":")
                .doesNotContain("dpo");
    }

    private static final String GOLDEN = """
            {"step":1,"train/step":1,"train/loss":0.8072,"train/lr":0.0001,"train/total_tokens":320}
            {"step":1,"eval/step":1,"eval/loss":0.7833,"eval/perplexity":2.1886}
            {"step":2,"train/step":2,"train/loss":0.716,"train/lr":0.0001,"train/total_tokens":640}
            {"step":2,"eval/step":2,"eval/loss":0.7094,"eval/perplexity":2.0328}
            """;

    @Property
    void whateverGoesInTheFiguresAreFinite(
            @ForAll long seed,
            @ForAll @LongRange(min = 0, max = 3_000_000) long rows,
            @ForAll @IntRange(min = 0) int epochs,
            @ForAll @FloatRange(min = 0, max = Float.MAX_VALUE) float learningRate,
            @ForAll @IntRange(min = 0) int warmup,
            @ForAll Decay decay,
            @ForAll @FloatRange(min = 0, max = 1) float ratio,
            @ForAll @FloatRange(min = 0, max = Float.MAX_VALUE) float weightDecay) {
        var run = new TrainingRun(
                seed,
                "c",
                "m",
                rows,
                10 * rows,
                rows / 10,
                epochs,
                (rows + 31) / 32,
                learningRate,
                warmup,
                decay,
                ratio,
                ratio,
                weightDecay,
                8,
                0,
                0);
        var curve = new LossCurve(run);
        for (var step : new long[] {1, run.steps() / 2, run.steps()}) {
            assertThat(curve.settled(step)).isBetween(0.0, 12.0);
            assertThat(curve.trainLoss(step)).isBetween(0.0, 14.0);
            assertThat(curve.evaluationLoss(step)).isFinite().isGreaterThanOrEqualTo(0);
            assertThat(curve.learningRate(step)).isBetween(0.0, (double) learningRate);
        }
        curve.plateau();
    }

    private static TrainingRun run(long seed, long rows, int epochs, float learningRate) {
        return new TrainingRun(
                seed,
                "checksum",
                "accounts/fireworks/models/qwen3-8b",
                rows,
                100 * rows,
                rows / 10,
                epochs,
                (rows + 31) / 32,
                learningRate,
                0,
                Decay.CONSTANT,
                0,
                0,
                0,
                8,
                32768,
                0);
    }

    private static LossCurve curve(long seed, long rows, int epochs, float learningRate) {
        return new LossCurve(run(seed, rows, epochs, learningRate));
    }

    private static double end(TrainingRun run) {
        return new LossCurve(run).settled(run.steps());
    }

    private static DoubleStream evaluations(LossCurve curve, long steps) {
        return LongStream.rangeClosed(1, steps).filter(curve::isEvaluated).mapToDouble(curve::evaluationLoss);
    }

    private static String lines(TrainingRun run) throws IOException {
        var out = new ByteArrayOutputStream();
        new Metrics(run).writeLines(run.steps(), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
