package dev.emulator.fireworks.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * All inputs of a simulated training.
 *
 * @param seed random seed
 * @param checksum of the dataset; empty if it does not exist, so that rows and tokens are assumed
 * @param tokens number of tokens in one epoch
 * @param evaluationRows number of evaluation rows; 0 for no evaluation
 * @param stepsPerEpoch optimiser steps for one pass through the data
 * @param loraRank rank of the adapter; 0 if all parameters are trained
 * @param decayRatio fraction of the training, at its end, in which the learning rate decays; 0 means all of it
 * @param minLrRatio final learning rate as a fraction of the full rate
 * @param shape shape of the loss curve; other than natural, it overrides data and settings
 * @param startLoss final loss of the training that this one continues; 0 if it starts from a base model
 * @param objective training objective
 */
public record TrainingRun(
        long seed,
        String checksum,
        String baseModel,
        long rows,
        long tokens,
        long evaluationRows,
        int epochs,
        long stepsPerEpoch,
        float learningRate,
        int warmupSteps,
        Decay decay,
        float decayRatio,
        float minLrRatio,
        float weightDecay,
        int loraRank,
        int maxContextLength,
        double startLoss,
        Shape shape,
        Objective objective) {

    /** Documented maximum of examples times epochs. It limits the number of steps as well. */
    public static final long MOST_EXAMPLES = 3_000_000;

    /** Decay of the learning rate. */
    public enum Decay {
        CONSTANT,
        LINEAR,
        COSINE
    }

    /** A run with a natural loss curve. */
    public TrainingRun(
            long seed,
            String checksum,
            String baseModel,
            long rows,
            long tokens,
            long evaluationRows,
            int epochs,
            long stepsPerEpoch,
            float learningRate,
            int warmupSteps,
            Decay decay,
            float decayRatio,
            float minLrRatio,
            float weightDecay,
            int loraRank,
            int maxContextLength,
            double startLoss) {
        this(
                seed,
                checksum,
                baseModel,
                rows,
                tokens,
                evaluationRows,
                epochs,
                stepsPerEpoch,
                learningRate,
                warmupSteps,
                decay,
                decayRatio,
                minLrRatio,
                weightDecay,
                loraRank,
                maxContextLength,
                startLoss,
                Shape.NATURAL,
                Objective.LIKELIHOOD);
    }

    /** A copy with another shape of the loss curve. */
    public TrainingRun withShape(Shape other) {
        return with(other, objective);
    }

    /** A copy with another objective. */
    public TrainingRun withObjective(Objective other) {
        return with(shape, other);
    }

    private TrainingRun with(Shape otherShape, Objective otherObjective) {
        return new TrainingRun(
                seed,
                checksum,
                baseModel,
                rows,
                tokens,
                evaluationRows,
                epochs,
                stepsPerEpoch,
                learningRate,
                warmupSteps,
                decay,
                decayRatio,
                minLrRatio,
                weightDecay,
                loraRank,
                maxContextLength,
                startLoss,
                otherShape,
                otherObjective);
    }

    /** A training objective. */
    public enum Objective {
        /** Increase the likelihood of the data. */
        LIKELIHOOD,
        /** Increase the likelihood of preferred outputs over the others, relative to the initial model. */
        DPO,
        /** Both at once. */
        ORPO;

        /** Whether the data are pairs of outputs. */
        public boolean isPreference() {
            return this != LIKELIHOOD;
        }
    }

    /** The shape of a loss curve. */
    public enum Shape {
        /** Depends on the data and the settings. */
        NATURAL,
        /** Training and evaluation loss fall. */
        HEALTHY,
        /** The training loss falls; the evaluation loss first falls and then rises. */
        OVERFIT,
        /** The loss rises. */
        DIVERGE,
        /** The loss falls until the middle, and then is NaN. */
        NAN,
        /** The loss falls for a while, and then stays constant. */
        PLATEAU
    }

    /** @throws IllegalArgumentException if no settings could have led to this run */
    public void check() {
        var least = Math.min(
                Math.min(Math.min(rows, tokens), Math.min(evaluationRows, stepsPerEpoch)),
                Math.min(Math.min(epochs, warmupSteps), Math.min(loraRank, maxContextLength)));
        if (least < 0) {
            throw new IllegalArgumentException("all numbers must be 0 or more");
        }
    }

    public boolean isOnKnownData() {
        return !checksum.isEmpty();
    }

    /** The total number of steps. */
    public long steps() {
        // Both are limited, because the product can overflow a long.
        return Math.min(MOST_EXAMPLES, Math.min(MOST_EXAMPLES, Math.max(0, stepsPerEpoch)) * Math.max(0, epochs));
    }

    /** The number of steps at a progress in percent. */
    public long stepsAt(int percent) {
        return steps() * percent / 100;
    }

    /** The progress in percent after a number of steps, rounded up so that {@link #stepsAt} returns at least this number. */
    public int percentAt(long step) {
        return (int) Math.min(100, (step * 100 + steps() - 1) / Math.max(1, steps()));
    }

    /** The number of tokens that were trained on after a number of steps. */
    public long tokensAfter(long step) {
        return stepsPerEpoch == 0 ? 0 : (long) ((double) tokens * step / stepsPerEpoch);
    }

    /** A hash of the run. */
    public long fingerprint() {
        // Floating-point numbers are hashed as bits, because their text form depends on the version of Java.
        var text = String.join(
                        "\n",
                        Long.toString(seed),
                        checksum,
                        baseModel,
                        Long.toString(evaluationRows),
                        Integer.toString(epochs),
                        Long.toString(stepsPerEpoch),
                        Integer.toString(Float.floatToIntBits(learningRate)),
                        Integer.toString(warmupSteps),
                        decay.name(),
                        Integer.toString(Float.floatToIntBits(decayRatio)),
                        Integer.toString(Float.floatToIntBits(minLrRatio)),
                        Integer.toString(Float.floatToIntBits(weightDecay)),
                        Integer.toString(loraRank),
                        Integer.toString(maxContextLength),
                        Long.toString(Double.doubleToLongBits(startLoss)))
                + (shape == Shape.NATURAL ? "" : "\n" + shape.name())
                + (objective == Objective.LIKELIHOOD ? "" : "\n" + objective.name());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
