package dev.emulator.fireworks.inference.headers;

import dev.emulator.fireworks.inference.Completion;
import jakarta.servlet.http.HttpServletResponse;

/** Sets the headers of answers. */
public final class AnswerHeaders {

    private static final String PREFIX = "fireworks-";
    private static final String RATE_PREFIX = "x-ratelimit-";

    /** Requests per minute, as the service documents for accounts with a payment method. */
    private static final int REQUESTS = 6000;

    /** Tokens per second, as the service documents for new accounts. */
    private static final int PROMPT_TOKENS = 60_000;

    private static final int UNCACHED_PROMPT_TOKENS = 15_000;
    private static final int GENERATED_TOKENS = 600;

    private AnswerHeaders() {}

    /**
     * Sets all headers of an answer.
     *
     * @param samplingOptions the options that sampling uses, as JSON
     */
    public static void set(HttpServletResponse response, Completion completion, String samplingOptions) {
        response.setHeader(Completion.RULE_HEADER, completion.rule());
        response.setHeader("x-request-id", response.getHeader("X-Emulator-Request-Id"));
        response.setHeader(PREFIX + "sampling-options", samplingOptions);
        if (!completion.prompt().stream()) {
            PerfMetrics.of(completion).forEach((name, value) -> response.setHeader(PREFIX + name, value.toString()));
        }
        if (!completion.prompt().model().isDedicated()) {
            setRateLimits(response, completion);
        }
    }

    /** The emulator does not limit the rate, so the remaining numbers are those after the first request. */
    private static void setRateLimits(HttpServletResponse response, Completion completion) {
        var usage = completion.usage();
        set(response, "requests", REQUESTS, 1);
        set(response, "tokens-prompt", PROMPT_TOKENS, usage.promptTokens());
        set(
                response,
                "tokens-cache-adjusted-prompt",
                UNCACHED_PROMPT_TOKENS,
                usage.promptTokens() - usage.cachedTokens());
        set(
                response,
                "tokens-generated",
                GENERATED_TOKENS,
                completion.prompt().stream() ? 0 : usage.completionTokens());
        response.setHeader(RATE_PREFIX + "over-limit", "no");
    }

    private static void set(HttpServletResponse response, String name, int limit, int used) {
        response.setHeader(RATE_PREFIX + "limit-" + name, Integer.toString(limit));
        response.setHeader(RATE_PREFIX + "remaining-" + name, Integer.toString(Math.max(0, limit - used)));
    }
}
