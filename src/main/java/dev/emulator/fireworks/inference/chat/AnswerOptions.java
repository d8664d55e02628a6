package dev.emulator.fireworks.inference.chat;

import tools.jackson.databind.JsonNode;

/**
 * The options of a request that change how its answer is written, and not what the model says.
 *
 * @param topLogprobs number of alternatives to each token
 * @param echo number of tokens at the end of the prompt that the answer repeats
 * @param includeUsage whether the client asked for usage in a stream
 */
record AnswerOptions(
        LogprobsForm logprobs,
        int topLogprobs,
        int echo,
        boolean rawOutput,
        boolean tokenIds,
        boolean perfMetrics,
        boolean includeUsage) {

    /** The forms of log probabilities in answers. */
    enum LogprobsForm {
        NONE,
        /** A list with an object for each token. */
        CONTENT,
        /** A list for each attribute of a token. */
        LEGACY
    }

    static AnswerOptions of(JsonNode body) {
        var logprobs = body.path("logprobs");
        var form = LogprobsForm.NONE;
        var top = body.path("top_logprobs").asInt(0);
        if (logprobs.isIntegralNumber()) {
            form = LogprobsForm.LEGACY;
            top = logprobs.asInt(0);
        } else if (logprobs.asBoolean(false)) {
            form = LogprobsForm.CONTENT;
        }
        return new AnswerOptions(
                form,
                Math.max(0, top),
                echo(body),
                body.path("raw_output").asBoolean(false),
                body.path("return_token_ids").asBoolean(false),
                body.path("perf_metrics_in_response").asBoolean(false),
                body.path("stream_options").path("include_usage").asBoolean(false));
    }

    boolean hasLogprobs() {
        return logprobs != LogprobsForm.NONE;
    }

    AnswerOptions withContentLogprobs() {
        return new AnswerOptions(
                LogprobsForm.CONTENT, topLogprobs, echo, rawOutput, tokenIds, perfMetrics, includeUsage);
    }

    private static int echo(JsonNode body) {
        if (body.path("echo_last").isIntegralNumber()) {
            return Math.max(0, body.path("echo_last").asInt(0));
        }
        return body.path("echo").asBoolean(false) ? Integer.MAX_VALUE : 0;
    }
}
