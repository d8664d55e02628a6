package dev.emulator.fireworks.inference.embedding;

import dev.emulator.fireworks.chance.RandomSeed;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.springframework.stereotype.Component;

/**
 * Computes embeddings as pure functions of the text, the id of the model and the random seed. Each word has a random direction, and a
 * text has the sum of the directions of its words. So texts with common words are near to each other.
 */
@Component
class Vectors {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final RandomSeed seed;

    Vectors(RandomSeed seed) {
        this.seed = seed;
    }

    /** Returns a vector whose length grows with the number of words. */
    float[] embed(String text, String model, int size) {
        var vector = new float[size];
        Words.count(text).forEach((word, count) -> add(vector, hash(word, model), (float) (1 + Math.log(count))));
        return vector;
    }

    private static void add(float[] vector, long direction, float weight) {
        var random = new SplittableRandom(direction);
        for (int i = 0; i < vector.length; ) {
            var bits = random.nextLong();
            for (int end = Math.min(i + Long.BYTES, vector.length); i < end; i++, bits >>>= Byte.SIZE) {
                vector[i] += weight * ((byte) bits + 0.5f) / Byte.MAX_VALUE;
            }
        }
    }

    /** Returns the logits of tokens after a text. */
    float[] logits(String text, String model, int[] tokens) {
        var logits = new float[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            var random = new SplittableRandom(hash(text, model) + tokens[i]);
            logits[i] = (float) (16 * random.nextDouble() - 8);
        }
        return logits;
    }

    static float[] unit(float[] vector) {
        var sum = 0.0;
        for (var value : vector) {
            sum += (double) value * value;
        }
        return divided(vector, Math.sqrt(sum));
    }

    static float[] softmax(float[] logits) {
        var powers = new float[logits.length];
        var largest = Float.NEGATIVE_INFINITY;
        for (var logit : logits) {
            largest = Math.max(largest, logit);
        }
        var sum = 0.0;
        for (int i = 0; i < logits.length; i++) {
            powers[i] = (float) Math.exp(logits[i] - largest);
            sum += powers[i];
        }
        return divided(powers, sum);
    }

    /** Returns the first dimensions, which are an embedding of a smaller size. */
    static float[] first(float[] vector, int size) {
        return size == vector.length ? vector : Arrays.copyOf(vector, size);
    }

    private static float[] divided(float[] vector, double by) {
        var result = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            result[i] = (float) (vector[i] / by);
        }
        return result;
    }

    private long hash(String text, String model) {
        return add(add(seed.value() ^ OFFSET, model), text);
    }

    private static long add(long hash, String text) {
        var result = (hash ^ text.length()) * PRIME;
        for (int i = 0; i < text.length(); i++) {
            result = (result ^ text.charAt(i)) * PRIME;
        }
        return result;
    }

    /** Returns how relevant a document is for a query: the part of its words that occur in the document. */
    static double relevance(Map<String, Integer> query, Map<String, Integer> document) {
        var common = 0;
        var all = 0;
        for (var word : query.keySet()) {
            all += word.length();
            common += document.containsKey(word) ? word.length() : 0;
        }
        var covered = (double) common / Math.max(1, all);
        var size = document.keySet().stream().mapToInt(String::length).sum();
        var density = (double) common / Math.max(1, size);
        return 0.01 + 0.9 * covered + 0.08 * density;
    }
}
