package dev.emulator.fireworks.inference.headers;

import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.ReplyTiming;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers that the service measures for each request. Here they are functions of the tokens and of the reply's timing, so that they are
 * the same on each machine.
 */
public final class PerfMetrics {

    private static final double SECONDS_TO_START = 0.02;
    private static final double SECONDS_PER_PROMPT_TOKEN = 0.00002;
    private static final double SECONDS_PER_TOKEN = 0.005;
    private static final double SECONDS_PER_TOKENIZED_TOKEN = 0.000001;
    private static final double DIGITS = 1e6;
    private static final double NANOS = 1e9;

    private PerfMetrics() {}

    /** Returns the names without the prefix that they have as headers. A value is a number or a text. */
    public static Map<String, Object> of(Completion completion) {
        var usage = completion.usage();
        var timing = completion.timing();
        var prefill = timing.timeToFirstToken().isZero()
                ? SECONDS_TO_START + SECONDS_PER_PROMPT_TOKEN * usage.promptTokens()
                : seconds(timing.timeToFirstToken());
        var decoding = secondsPerToken(timing) * Math.max(0, usage.completionTokens() - 1);
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("prompt-tokens", usage.promptTokens());
        metrics.put("cached-prompt-tokens", usage.cachedTokens());
        metrics.put("server-time-to-first-token", rounded(prefill));
        metrics.put("server-processing-time", rounded(prefill + decoding));
        if (completion.prompt().model().isDedicated()) {
            addDedicated(metrics, completion, prefill, decoding);
        }
        return metrics;
    }

    private static void addDedicated(
            Map<String, Object> metrics, Completion completion, double prefill, double decoding) {
        var deployment = completion.prompt().model().deployment();
        var hash = Integer.toHexString(deployment.hashCode());
        metrics.put("tokenizer-queue-duration", 0.0);
        metrics.put(
                "tokenizer-duration",
                rounded(SECONDS_PER_TOKENIZED_TOKEN * completion.usage().promptTokens()));
        metrics.put("prefill-queue-duration", 0.0);
        metrics.put("prefill-duration", rounded(prefill));
        metrics.put("generation-queue-duration", 0.0);
        metrics.put("generation-duration", rounded(decoding));
        metrics.put("num-concurrent-requests", 1);
        metrics.put("backend-host", "emulator-" + hash);
        metrics.put("deployment", deployment);
        metrics.put("pod-template-hash", hash);
    }

    private static double secondsPerToken(ReplyTiming timing) {
        return timing.tokensPerSecond() > 0 ? 1 / timing.tokensPerSecond() : SECONDS_PER_TOKEN;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * DIGITS) / DIGITS;
    }
}
