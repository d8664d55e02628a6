package dev.emulator.fireworks.training;

import dev.emulator.fireworks.training.TrainingRun.Objective;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes the metrics and the log of a training. */
public final class Metrics {

    private static final MathContext SIX_DIGITS = new MathContext(6);

    private final TrainingRun run;
    private final LossCurve curve;

    public Metrics(TrainingRun run) {
        this.run = run;
        this.curve = new LossCurve(run);
    }

    /** Writes JSON Lines with one object for each step and for each evaluation. */
    public void writeLines(long steps, OutputStream out) throws IOException {
        var lines = writer(out);
        for (long step = 1; step <= steps; step++) {
            lines.write(run.objective().isPreference() ? preferenceLine(step) : line(step));
            if (curve.isEvaluated(step)) {
                var loss = curve.evaluationLoss(step);
                lines.write(String.format(
                        Locale.ROOT,
                        "{\"step\":%d,\"eval/step\":%d,\"eval/loss\":%s,\"eval/perplexity\":%s}\n",
                        step,
                        step,
                        loss(loss),
                        loss(StrictMath.exp(loss))));
            }
        }
        lines.flush();
    }

    private String line(long step) {
        return String.format(
                Locale.ROOT,
                "{\"step\":%d,\"train/step\":%d,\"train/loss\":%s,\"train/lr\":%s,\"train/total_tokens\":%d}\n",
                step,
                step,
                loss(curve.trainLoss(step)),
                plain(new BigDecimal(curve.learningRate(step)).round(SIX_DIGITS)),
                run.tokensAfter(step));
    }

    /** Has the keys of the vendor's recipes for the objective. */
    private String preferenceLine(long step) {
        var loss = curve.trainLoss(step);
        var margin = curve.margin(loss);
        var isDpo = run.objective() == Objective.DPO;
        return String.format(
                Locale.ROOT,
                "{\"step\":%d,\"train/step\":%d,\"train/%s\":%s,\"train/loss\":%s,\"train/%s\":%s,\"train/accuracy\":%s,"
                        + "\"train/epoch\":%d,\"train/total_tokens\":%d}\n",
                step,
                step,
                isDpo ? "dpo_loss" : "orpo_loss",
                loss(loss),
                loss(loss),
                isDpo ? "margin" : "log_odds_ratio",
                loss(margin),
                loss(curve.accuracy(margin)),
                (step + run.stepsPerEpoch() - 1) / Math.max(1, run.stepsPerEpoch()),
                run.tokensAfter(step));
    }

    /** Writes a log like that of a trainer. */
    public void writeLog(long steps, OutputStream out) throws IOException {
        var lines = writer(out);
        lines.write(String.format(
                Locale.ROOT,
                "training %s: %d rows, %d tokens, %d steps\n",
                run.baseModel(),
                run.rows(),
                run.tokens(),
                run.steps()));
        for (long step = 1; step <= steps; step++) {
            lines.write(
                    String.format(Locale.ROOT, "step %d/%d loss %s\n", step, run.steps(), loss(curve.trainLoss(step))));
            if (curve.isEvaluated(step)) {
                lines.write(String.format(
                        Locale.ROOT,
                        "step %d/%d evaluation loss %s\n",
                        step,
                        run.steps(),
                        loss(curve.evaluationLoss(step))));
            }
        }
        lines.flush();
    }

    private static BufferedWriter writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** NaN is written as Python does. This is not valid JSON, and clients must be able to handle it. */
    private static String loss(double value) {
        return Double.isNaN(value) ? "NaN" : plain(new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
