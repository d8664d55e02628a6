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
    CONFLICT(Basis.INFERRED, Code.ABORTED, 409, "", "the operation was aborted");

    private final Basis basis;
    private final Code code;
    private final int httpStatus;
    private final String retryAfter;
    private final String message;

    FaultPreset(Basis basis, Code code, int httpStatus, String retryAfter, String message) {
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

    public Basis basis() {
        return basis;
    }

    /** Returns the error that the preset stands for. */
    FaultError error() {
        var shape = this == INVALID_KEY ? Shape.EDGE : Shape.GATEWAY;
        return new FaultError(null, code, httpStatus, message, "", retryAfter, shape);
    }
}
