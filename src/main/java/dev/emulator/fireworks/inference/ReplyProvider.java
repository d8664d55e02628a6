package dev.emulator.fireworks.inference;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source of replies. Providers are asked in the order of {@link org.springframework.core.annotation.Order}, until one replies. */
public interface ReplyProvider {

    /** Order of scripted replies. */
    int SCRIPTED = 10;

    /** Order of replies from training data. */
    int LEARNED = 20;

    /** Order of generated replies, which always exist. */
    int GENERATED = 30;

    /**
     * A reply and where it comes from.
     *
     * @param rule value of the header X-Emulator-Reply, such as {@code generated}
     * @param timing null for the timing of the model or the account
     * @param forAllChoices whether the reply is that of all choices of the request, so that no provider is asked for the others
     */
    record Provided(Reply reply, String rule, @Nullable ReplyTiming timing, boolean forAllChoices) {

        public Provided(Reply reply, String rule, @Nullable ReplyTiming timing) {
            this(reply, rule, timing, false);
        }
    }

    /**
     * Returns a reply, if this provider has one for the prompt.
     *
     * @param choice index of the choice, from 0
     * @throws InferenceException if the request must fail
     */
    Optional<Provided> reply(Prompt prompt, int choice);
}
