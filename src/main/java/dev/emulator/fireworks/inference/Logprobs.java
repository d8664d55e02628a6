package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.chance.RandomSeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Generates log probabilities of tokens. They are pure functions of the random seed, the model and the token. */
@Component
public class Logprobs {

    /** How much probability the generated alternatives to a token share at most. A generated token is always the most likely. */
    private static final double UNCERTAINTY = 0.6;

    /** The part of the remaining probability that the next alternative has. */
    private static final double NEXT = 0.55;

    /** The log probability instead of that of an impossible token. */
    private static final double LEAST = -100;

    private static final double DIGITS = 1e6;
    private static final double UNIT = 0x1p-53;

    private final long seed;
    private final Tokens tokens;

    Logprobs(RandomSeed seed, Tokens tokens) {
        this.seed = seed.value();
        this.tokens = tokens;
    }

    /** A token that a model may generate, with its log probability. */
    public record Candidate(Token token, double logprob) {}

    /** Returns the log probability of a token. */
    public double of(String model, int token) {
        var random = fraction(state(model, token));
        return rounded(StrictMath.log(1 - UNCERTAINTY * random * random));
    }

    /**
     * Returns the most likely tokens at the position of a token, which is one of them. The most likely is first.
     *
     * @param logprob of the token
     * @param most maximum number of tokens
     */
    public List<Candidate> top(String model, Token token, double logprob, int most) {
        var candidates = new ArrayList<Candidate>();
        if (most < 1) {
            return candidates;
        }
        candidates.add(new Candidate(token, logprob));
        var remaining = 1 - StrictMath.exp(logprob);
        var state = state(model, token.id());
        while (candidates.size() < most) {
            state = mix(state);
            var other = alternative(state, candidates);
            if (other != null) {
                candidates.add(new Candidate(other, rounded(StrictMath.log(remaining * NEXT))));
                remaining *= 1 - NEXT;
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::logprob).reversed());
        return candidates;
    }

    private @Nullable Token alternative(long state, List<Candidate> known) {
        var id = (int) Math.floorMod(state, (long) Tokens.VOCABULARY);
        var token = tokens.decode(List.of(id)).get(0);
        var text = token.text();
        var isUsable = !text.isEmpty() && text.indexOf('\uFFFD') < 0;
        return isUsable && known.stream().noneMatch(one -> one.token().text().equals(text)) ? token : null;
    }

    private long state(String model, int token) {
        return mix(mix(seed ^ model.hashCode()) + token);
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        var mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    private static double fraction(long state) {
        return (state >>> 11) * UNIT;
    }

    private static double rounded(double logprob) {
        return Math.round(Math.max(LEAST, logprob) * DIGITS) / DIGITS;
    }
}
