package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.faults.FaultError.Shape;

/** Predefined errors of the live service, with its own messages where those are known. */
public enum FaultPreset {
    RATE_LIMITED(Basis.INFERRED, Code.RESOURCE_EXHAUSTED, 429, "1s", "rate limit exceeded, please try again later"),
    RATE_LIMITED_WITHOUT_RETRY_AFTER(
            Basis.INFERRED, Code.RESOURCE_EXHAUSTED, 429, "", "rate limit exceeded, please try again later"),
    /** The answer to an account without the required tier, until June 2026. */
    QUOTA_EXCEEDED(
            Basis.OBSERVED,
            Code.RESOURCE_EXHAUSTED,
            429,
            "",
            "B200/B300 training requires a Tier 2 account or higher.\nAdd $50 in credits to unlock training quota"
                    + " automatically."),
    /** The answer to an account without the required tier, since July 2026: JSON in the message. */
    TIER_REQUIRED(Basis.OBSERVED, Code.PERMISSION_DENIED, 403, "", """
            {"error":"tier_required","message":"B200/B300 training requires a Tier 2 account or higher. Add $50 in credits \
            to unlock training quota automatically.","quota_required":1,"quota_available":0}"""),
    PAYMENT_REQUIRED(Basis.OBSERVED, Code.FAILED_PRECONDITION, 400, "", "payment method is required"),
    /** The status was observed, the message was not. */
    ACCOUNT_SUSPENDED(Basis.INFERRED, Code.FAILED_PRECONDITION, 412, "", "account is suspended"),
    INVALID_KEY(Basis.OBSERVED, Code.UNAUTHENTICATED, 403, "", "The API key you provided is invalid."),
    NO_PERMISSION(Basis.OBSERVED, Code.PERMISSION_DENIED, 403, "", ""),
    RESOURCE_NOT_FOUND(Basis.OBSERVED, Code.NOT_FOUND, 404, "", "resource not found"),
    INTERNAL(Basis.OBSERVED, Code.INTERNAL, 500, "", ""),
    UNAVAILABLE(Basis.INFERRED, Code.UNAVAILABLE, 503, "", "service unavailable"),
    DEADLINE_EXCEEDED(Basis.INFERRED, Code.DEADLINE_EXCEEDED, 504, "", "context deadline exceeded"),
    CONFLICT(Basis.INFERRED, Code.ABORTED, 409, "", "the operation was aborted"),

    /** The answer of the inference service to too many requests. Clients may take it for 400 because of its type. */
    INFERENCE_RATE_LIMITED(
            Form.INVALID_REQUEST,
            Basis.OBSERVED,
            Code.RESOURCE_EXHAUSTED,
            429,
            "1s",
            "rate limit exceeded, please try again later"),
    /** The answer of the edge to too many inference requests, in which {@code error} is a text. */
    EDGE_RATE_LIMITED(
            Form.ERROR_TEXT,
            Basis.OBSERVED,
            Code.RESOURCE_EXHAUSTED,
            429,
            "1s",
            "You have exceeded your usage limits. Please try again later or contact Fireworks to explore dedicated"
                    + " capacity."),
    /** The answer of an overloaded inference service in 2025. */
    SERVER_OVERLOADED(
            Form.INVALID_REQUEST,
            Basis.OBSERVED,
            Code.RESOURCE_EXHAUSTED,
            429,
            "",
            "server overloaded, please try again later"),
    /** The answer of an overloaded inference service in 2026. */
    SERVICE_OVERLOADED(
            Form.INVALID_REQUEST,
            Basis.OBSERVED,
            Code.UNAVAILABLE,
            503,
            "",
            "service overloaded, please try again later"),
    /** The answer of a deployment that is scaled to zero. The request is not queued. */
    DEPLOYMENT_SCALING_UP(
            Form.CODED,
            Basis.OBSERVED,
            Code.UNAVAILABLE,
            503,
            "",
            "Deployment is currently scaled to zero and is scaling up. Please retry your request in a few minutes."),
    INFERENCE_ACCOUNT_SUSPENDED(
            Form.API_ERROR,
            Basis.OBSERVED,
            Code.FAILED_PRECONDITION,
            412,
            "",
            "Account {account} is suspended, possibly due to reaching the monthly spending limit or failure to pay past"
                    + " invoices. Please go to https://fireworks.ai/account/billing for more information."),
    /** The status is documented, the message is not known. */
    INFERENCE_PAYMENT_REQUIRED(
            Form.CODED, Basis.INFERRED, Code.FAILED_PRECONDITION, 402, "", "payment method is required"),
    PROMPT_TOO_LONG(
            Form.INVALID_REQUEST,
            Basis.OBSERVED,
            Code.INVALID_ARGUMENT,
            400,
            "",
            "The prompt is too long: 265392, model maximum context length: 262144"),
    MODEL_NOT_DEPLOYED(
            Form.MODEL, Basis.OBSERVED, Code.NOT_FOUND, 404, "", "Model not found, inaccessible, and/or not deployed"),
    /** The status is documented, the message is not known. */
    WEIGHTS_SWAPPING(
            Form.CODED, Basis.INFERRED, Code.UNAVAILABLE, 425, "", "weights are being updated, please try again later"),
    /** A page of a gateway in HTML. That the page is not JSON was observed, its text was not. */
    GATEWAY_TIMEOUT_PAGE(Form.PAGE, Basis.INFERRED, Code.DEADLINE_EXCEEDED, 504, "", "504 Gateway Time-out");

    private final Form form;
    private final Basis basis;
    private final Code code;
    private final int httpStatus;
    private final String retryAfter;
    private final String message;

    FaultPreset(Basis basis, Code code, int httpStatus, String retryAfter, String message) {
        this(Form.USUAL, basis, code, httpStatus, retryAfter, message);
    }

    FaultPreset(Form form, Basis basis, Code code, int httpStatus, String retryAfter, String message) {
        this.form = form;
        this.basis = basis;
        this.code = code;
        this.httpStatus = httpStatus;
        this.retryAfter = retryAfter;
        this.message = message;
    }

    /** The source of an error's message. */
    public enum Basis {
        /** The message is a guess; status and code are documented. */
        INFERRED,
        /** The live service was observed to answer this. */
        OBSERVED
    }

    /** The form of the body, if it does not depend on the request. */
    enum Form {
        /** That of other errors at the path. */
        USUAL,
        /** {@code {"error": {"object": "error", "type": "invalid_request_error", "code": "invalid_request_error", "message"}}}. */
        INVALID_REQUEST,
        /** {@code {"error": {"message", "code", "type": "error"}}}. */
        CODED,
        /** As {@link #CODED}, with {@code param} and {@code request_id}. */
        MODEL,
        /** {@code {"error": {"message", "type": "api_error"}}}. */
        API_ERROR,
        /** {@code {"error": "Too Many Requests", "message"}}. */
        ERROR_TEXT,
        /** HTML. */
        PAGE
    }

    Form form() {
        return form;
    }

    public Basis basis() {
        return basis;
    }

    /** Returns the error that the preset stands for. */
    FaultError error() {
        var shape = this == INVALID_KEY ? Shape.EDGE : Shape.GATEWAY;
        return new FaultError(this, code, httpStatus, message, "", retryAfter, shape);
    }
}
