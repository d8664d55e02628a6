package dev.emulator.fireworks.training;

import dev.emulator.fireworks.training.TrainingRun.Objective;
import dev.emulator.fireworks.training.TrainingRun.Shape;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Simulates the loss of a training. It falls like the observed curves of the live service: first fast, then more and more slowly, and lower with
 * more epochs. With little data and many epochs the model overfits, which the evaluation loss shows. With a learning rate that is much too high,
 * the loss rises.
 *
 * <p>Only {@link StrictMath} is used, so that results are the same on every machine.
 */
public final class LossCurve {

    /** The optimal learning rates. The effect of a learning rate depends on its ratio to the optimal one. */
    private static final double BEST_FOR_LORA = 1e-4;

    private static final double BEST_FOR_ALL_PARAMETERS = 1e-5;

    /** Ratio to the optimal learning rate above which the loss rises, and above which it falls more slowly again. */
    private static final double DIVERGING = 30;

    private static final double STRAINED = 10;

    /** The loss of an untrained model. */
    private static final double WORST = 12;

    /** The loss of a model that prefers neither of two outputs. DPO starts with it, because it first compares the model with itself. */
    private static final double UNDECIDED = StrictMath.log(2);

    /** Limits the margin, so that it stays finite. */
    private static final double LOST = 50;

    /** How steeply the accuracy depends on the margin. */
    private static final double DECISIVE = 3;

    /** Number of steps with the optimal rate after which most of the decrease has happened. */
    private static final double EASE = 5;

    private static final double STEEPNESS = 1.1;
    private static final int MOST_EVALUATIONS = 1000;
    private static final int PATIENCE = 3;
    private static final double WORTHWHILE = 0.001;

    private final TrainingRun run;
    private final double start;
    private final double floor;
    private final double rate;
    private final long fingerprint;
    private final long evaluationInterval;

    public LossCurve(TrainingRun run) {
        this.run = run;
        this.fingerprint = run.fingerprint();
        var character = new SplittableRandom(run.seed() ^ fnv(run.checksum()) ^ fnv(run.baseModel()));
        var usualStart = 0.9 + 0.5 * character.nextDouble();
        var usualFloor = usualStart * (0.15 + 0.2 * character.nextDouble());
        this.start = start(run, usualStart);
        this.floor = Math.min(usualFloor, start * 0.6);
        var given = run.learningRate() / (run.loraRank() > 0 ? BEST_FOR_LORA : BEST_FOR_ALL_PARAMETERS);
        // A shape that a plan sets does not depend on the learning rate.
        this.rate = run.shape() == Shape.NATURAL ? given : 1;
        this.evaluationInterval =
                Math.max(Math.max(1, run.stepsPerEpoch() / 2), (run.steps() + MOST_EVALUATIONS - 1) / MOST_EVALUATIONS);
    }

    private static double start(TrainingRun run, double usual) {
        if (run.objective() == Objective.DPO) {
            return UNDECIDED;
        }
        return run.startLoss() > 0 ? run.startLoss() : usual;
    }

    /**
     * The reward margin between preferred and non-preferred outputs.
     *
     * @param loss loss of the step
     */
    public double margin(double loss) {
        return -StrictMath.log(StrictMath.exp(Math.min(LOST, UNDECIDED * loss / start)) - 1);
    }

    /** The fraction of pairs in which the preferred output has the higher reward, given the average margin. */
    public double accuracy(double margin) {
        return 1 / (1 + StrictMath.exp(-DECISIVE * margin));
    }

    /** The learning rate of a step, counted from 1. */
    public double learningRate(long step) {
        return run.learningRate() * share(step);
    }

    /** The training loss of a step, with the noise of its batch. */
    public double trainLoss(long step) {
        var noise = new SplittableRandom(fingerprint + step);
        var spread = 0.02 + 0.03 * Math.min(1, rate / STRAINED);
        var deviation = noise.nextDouble() + noise.nextDouble() + noise.nextDouble() - 1.5;
        return settled(step) * (1 + spread * deviation);
    }

    /** The loss after a step without noise. A training that continues this one starts with it. */
    public double settled(long step) {
        return switch (run.shape()) {
            case NATURAL -> natural(step);
            case HEALTHY, OVERFIT -> asked(step, floor);
            case DIVERGE -> start + (WORST - start) * (1 - StrictMath.exp(-3 * part(step)));
            case NAN -> part(step) > 0.5 ? Double.NaN : asked(step, floor);
            case PLATEAU -> asked(Math.min(step, run.steps() / 4), floor);
        };
    }

    private double natural(long step) {
        if (rate > DIVERGING) {
            return WORST - (WORST - start) * StrictMath.exp(-rate / DIVERGING * step / 20);
        }
        var notMemorized = Math.max(0.05, StrictMath.exp(-0.25 * Math.max(0, epochs(step) - 1)));
        return falling(step, floor * notMemorized, start);
    }

    /** The loss on the evaluation rows. */
    public double evaluationLoss(long step) {
        var noise = new SplittableRandom(~fingerprint + step).nextDouble() - 0.5;
        return switch (run.shape()) {
            case NATURAL -> naturalEvaluation(step, noise);
            case HEALTHY, DIVERGE, NAN, PLATEAU -> settled(step) * (1.03 + 0.002 * noise);
            case OVERFIT ->
                (asked(step, floor * 1.1) + start * StrictMath.pow(Math.max(0, part(step) - 0.3), 1.2))
                        * (1 + 0.004 * noise);
        };
    }

    /** A shape that a plan sets must be visible even with few steps, so it depends on the fraction of steps that are done. */
    private double asked(long step, double to) {
        return to + (start - to) * StrictMath.exp(-5 * part(step));
    }

    private double part(long step) {
        return (double) step / Math.max(1, run.steps());
    }

    private double naturalEvaluation(long step, double noise) {
        if (rate > DIVERGING) {
            return settled(step) * 1.02;
        }
        return (falling(step, floor * 1.1, start * 0.97) + overfit(step)) * (1 + 0.004 * noise);
    }

    /** Whether there is an evaluation after a step. */
    public boolean isEvaluated(long step) {
        return run.evaluationRows() > 0 && step > 0 && (step % evaluationInterval == 0 || step == run.steps());
    }

    /** The step at which early stopping ends the training, because the evaluation loss has not improved for some evaluations. */
    public OptionalLong plateau() {
        var best = Double.MAX_VALUE;
        var since = 0;
        if (run.evaluationRows() == 0) {
            return OptionalLong.empty();
        }
        for (long step = evaluationInterval; step < run.steps(); step += evaluationInterval) {
            var loss = evaluationLoss(step);
            if (loss < best * (1 - WORTHWHILE)) {
                best = loss;
                since = 0;
            } else if (++since == PATIENCE) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    private double falling(long step, double to, double from) {
        return to + (from - to) * StrictMath.pow(1 + pace() * work(step) / EASE, -STEEPNESS);
    }

    /** The effect of a step with the full learning rate, relative to the optimal rate. */
    private double pace() {
        if (rate <= 1) {
            return rate;
        }
        var high = 1 + StrictMath.log(Math.min(rate, STRAINED)) / StrictMath.log(2);
        return rate <= STRAINED ? high : high * (DIVERGING - rate) / (DIVERGING - STRAINED);
    }

    /** The increase of the evaluation loss by overfitting, which grows with the epochs and is larger with few rows. */
    private double overfit(long step) {
        var harmless = 2 + 2 * StrictMath.sqrt(run.rows() / 1000.0);
        var scarcity = Math.min(1, StrictMath.sqrt(200.0 / Math.max(1, run.rows())));
        var beyond = Math.max(0, epochs(step) - harmless);
        return 0.06 * start * scarcity * StrictMath.pow(beyond, 1.2) * Math.min(1, rate) / (1 + 10 * run.weightDecay());
    }

    private double epochs(long step) {
        return run.stepsPerEpoch() == 0 ? 0 : (double) step / run.stepsPerEpoch();
    }

    /** The learning rate of a step as a fraction of the full rate, after warmup and decay. */
    private double share(long step) {
        if (step <= warmup()) {
            return step / (warmup() + 1.0);
        }
        if (step <= decayStart()) {
            return 1;
        }
        var passed = (step - decayStart()) / decayLength();
        var least = run.minLrRatio();
        return switch (run.decay()) {
            case CONSTANT -> 1;
            case LINEAR -> 1 - (1 - least) * passed;
            case COSINE -> least + (1 - least) * (1 + StrictMath.cos(StrictMath.PI * passed)) / 2;
        };
    }

    /** The sum of all shares up to a step. Computed as an integral, because there can be millions of steps. */
    private double work(long step) {
        var warming = Math.min(step, warmup());
        var warmed = warming * warming / (2.0 * (warmup() + 1));
        var steady = Math.max(0, Math.min(step, decayStart()) - warmup());
        var falling = Math.max(0, step - decayStart());
        var length = decayLength();
        var least = run.minLrRatio();
        var fallen = falling == 0
                ? 0
                : switch (run.decay()) {
                    case CONSTANT -> falling;
                    case LINEAR -> falling - (1 - least) * falling * falling / (2 * length);
                    case COSINE ->
                        least * falling
                                + (1 - least)
                                        / 2
                                        * (falling
                                                + length
                                                        / StrictMath.PI
                                                        * StrictMath.sin(StrictMath.PI * falling / length));
                };
        return warmed + steady + fallen;
    }

    private long warmup() {
        return Math.min(run.warmupSteps(), run.steps());
    }

    private long decayStart() {
        if (run.decay() == TrainingRun.Decay.CONSTANT) {
            return run.steps();
        }
        var ratio = run.decayRatio() > 0 ? Math.min(1, run.decayRatio()) : 1;
        return Math.max(warmup(), run.steps() - Math.round(ratio * run.steps()));
    }

    private double decayLength() {
        return Math.max(1, run.steps() - decayStart());
    }

    /** The FNV-1a hash, which is the same in all versions of Java. */
    private static long fnv(String text) {
        var hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
