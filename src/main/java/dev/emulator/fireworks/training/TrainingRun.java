package dev.emulator.fireworks.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Everything that the course of a training depends on.
 *
 * @param seed of the account
 * @param checksum of the data; empty where they are not there and rows and tokens are only what is usual
 * @param tokens in one epoch
 * @param evaluationRows what the loss is looked at with besides; 0 for no evaluation
 * @param stepsPerEpoch optimiser steps for one pass through the data
 * @param loraRank of the adapter; 0 where all parameters are trained
 * @param decayRatio over which last part of the training the learning rate falls; 0 means all of it
 * @param minLrRatio down to which part of itself
 * @param shape how the loss goes, whatever the data and the settings are
 * @param startLoss where the training that is gone on with ended; 0 where it starts from a base model
 * @param objective what is trained for
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

    /** Examples times epochs, by the documentation, and so a bound of the steps as well. */
    public static final long MOST_EXAMPLES = 3_000_000;

    /** How the learning rate falls. */
    public enum Decay {
        CONSTANT,
        LINEAR,
        COSINE
    }

    /** One whose loss goes by the data and the settings. */
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

    /** The same, with another course. */
    public TrainingRun going(Shape other) {
        return with(other, objective);
    }

    /** The same, for something else. */
    public TrainingRun optimizing(Objective other) {
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

    /** What can be trained for. */
    public enum Objective {
        /** That what is said in the data becomes likely. */
        LIKELIHOOD,
        /** That the preferred answers become likelier than the others, compared to the model at the start. */
        DPO,
        /** The first two at once. */
        ORPO;

        /** Whether the data are pairs of answers. */
        public boolean isPreference() {
            return this != LIKELIHOOD;
        }
    }

    /** How a loss can go. */
    public enum Shape {
        /** By the data and the settings. */
        NATURAL,
        /** Falls, on the evaluation as well. */
        HEALTHY,
        /** Falls, while the evaluation turns and rises. */
        OVERFIT,
        /** Rises from early on. */
        DIVERGE,
        /** Falls until the middle, and is NaN from there on. */
        NAN,
        /** Falls for a while, and not at all afterwards. */
        PLATEAU
    }

    /** @throws IllegalArgumentException for what no settings could have come to */
    public void check() {
        var least = Math.min(
                Math.min(Math.min(rows, tokens), Math.min(evaluationRows, stepsPerEpoch)),
                Math.min(Math.min(epochs, warmupSteps), Math.min(loraRank, maxContextLength)));
        if (least < 0) {
            throw new IllegalArgumentException("its numbers must be 0 or more");
        }
    }

    public boolean isOnKnownData() {
        return !checksum.isEmpty();
    }

    /** How many steps there are in all. */
    public long steps() {
        // Bounded twice, because the product of the two can be more than a long holds.
        return Math.min(MOST_EXAMPLES, Math.min(MOST_EXAMPLES, Math.max(0, stepsPerEpoch)) * Math.max(0, epochs));
    }

    /** How many steps have been taken when so many percent of the training are done. */
    public long stepsAt(int percent) {
        return steps() * percent / 100;
    }

    /** How many percent of the training are done after so many steps, so that {@link #stepsAt} comes at least to these. */
    public int percentAt(long step) {
        return (int) Math.min(100, (step * 100 + steps() - 1) / Math.max(1, steps()));
    }

    /** How many tokens have been trained on after so many steps. */
    public long tokensAfter(long step) {
        return stepsPerEpoch == 0 ? 0 : (long) ((double) tokens * step / stepsPerEpoch);
    }

    /** A number that is another one for every other run. */
    public long fingerprint() {
        // Numbers go in as their bits, because not every version of Java spells them alike.
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
