package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.inference.ReplyProvider.Provided;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Completes prompts: asks the providers for replies, and applies the limits of the request. All endpoints that generate text use it. */
@Component
public class CompletionService {

    private final List<ReplyProvider> providers;
    private final ReplyLimits limits;
    private final Tokens tokens;
    private final ContextWindow context;
    private final List<UsageListener> listeners;
    private final ReplyTimings timings;

    CompletionService(
            List<ReplyProvider> providers,
            ReplyLimits limits,
            Tokens tokens,
            ContextWindow context,
            List<UsageListener> listeners,
            ReplyTimings timings) {
        this.context = context;
        this.providers = providers;
        this.limits = limits;
        this.tokens = tokens;
        this.listeners = listeners;
        this.timings = timings;
    }

    /**
     * Completes a prompt.
     *
     * @throws InferenceException if the request must fail
     */
    public Completion complete(Prompt requested) {
        var promptTokens = tokens.count(requested);
        var prompt = context.fit(requested, promptTokens);
        var choices = new ArrayList<Choice>();
        var completionTokens = 0;
        var reasoningTokens = 0;
        var first = provide(prompt, 0);
        for (int i = 0; i < prompt.sampling().choices(); i++) {
            var reply = i == 0 || first.forAllChoices()
                    ? first.reply()
                    : provide(prompt, i).reply();
            var limited = limits.apply(prompt, i, reply);
            choices.add(limited.choice());
            completionTokens += limited.tokens();
            reasoningTokens += limited.reasoningTokens();
        }
        var usage = first.reply().usage();
        var timing = first.timing();
        return new Completion(
                prompt,
                choices,
                usage == null ? new Usage(promptTokens, 0, completionTokens, reasoningTokens) : usage,
                first.rule(),
                timing == null ? timings.of(prompt) : timing);
    }

    /** Reports the tokens of a request. Called once, after the last token or when the client has disconnected. */
    public void report(Prompt prompt, Usage usage) {
        listeners.forEach(listener -> listener.used(prompt.operation(), prompt.account(), prompt.model(), usage));
    }

    private Provided provide(Prompt prompt, int choice) {
        for (var provider : providers) {
            var provided = provider.reply(prompt, choice);
            if (provided.isPresent()) {
                return provided.get();
            }
        }
        throw new IllegalStateException("no provider has a reply");
    }
}
