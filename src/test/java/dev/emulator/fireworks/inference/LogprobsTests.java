package dev.emulator.fireworks.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Story;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Generated log probabilities. */
class LogprobsTests extends Story {

    private static final String MODEL = "accounts/acme/models/m";

    @Autowired
    private Logprobs logprobs;

    @Autowired
    private Tokens tokens;

    @Test
    void theyDependOnModelAndToken() {
        assertThat(logprobs.of(MODEL, 17)).isEqualTo(logprobs.of(MODEL, 17));
        assertThat(logprobs.of(MODEL, 17)).isNotEqualTo(logprobs.of(MODEL, 18));
        assertThat(logprobs.of(MODEL, 17)).isNotEqualTo(logprobs.of(MODEL + "2", 17));
        for (int token = 0; token < 1000; token++) {
            assertThat(logprobs.of(MODEL, token)).isBetween(-1.0, 0.0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, -0.7, -5, -100})
    void theCandidatesAreSortedAndContainTheToken(double logprob) {
        for (var token : tokens.split("Several words, and a smile \uD83D\uDE42")) {
            var candidates = logprobs.top(MODEL, token, logprob, 5);
            assertThat(candidates)
                    .hasSize(5)
                    .contains(new Logprobs.Candidate(token, logprob))
                    .isSortedAccordingTo(Comparator.comparingDouble(Logprobs.Candidate::logprob)
                            .reversed());
            assertThat(candidates.stream().map(candidate -> candidate.token().text()))
                    .doesNotHaveDuplicates();
            assertThat(candidates.stream()
                            .mapToDouble(candidate -> Math.exp(candidate.logprob()))
                            .sum())
                    .as("probabilities of different tokens")
                    .isLessThanOrEqualTo(1.000001);
        }
        assertThat(logprobs.top(MODEL, new Token(17, "x"), logprob, 0)).isEmpty();
        assertThat(logprobs.top(MODEL, new Token(17, "x"), logprob, 1)).hasSize(1);
    }
}
