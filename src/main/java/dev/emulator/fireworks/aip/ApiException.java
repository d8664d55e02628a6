package dev.emulator.fireworks.aip;

import java.util.List;

/** An error response. It is thrown where the error is detected, and one exception handler writes the response. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String message;
    private final int httpStatus;

    @SuppressWarnings("serial") // the lists that get here are immutable JDK lists, which are serializable
    private final List<FieldViolation> violations;

    public ApiException(Code code, String message) {
        this(code, message, List.of());
    }

    public ApiException(Code code, String message, List<FieldViolation> violations) {
        this(code, message, violations, code.httpStatus());
    }

    private ApiException(Code code, String message, List<FieldViolation> violations, int httpStatus) {
        // Error responses are normal results, and the stack trace is the most expensive part of an exception.
        super(message, null, false, false);
        this.code = code;
        this.message = message;
        this.violations = List.copyOf(violations);
        this.httpStatus = httpStatus;
    }

    public static ApiException invalidArgument(String message) {
        return new ApiException(Code.INVALID_ARGUMENT, message);
    }

    public static ApiException invalidArgument(String field, String message) {
        return invalidArgument(List.of(new FieldViolation(field, message)));
    }

    public static ApiException invalidArgument(List<FieldViolation> violations) {
        String message =
                violations.isEmpty() ? "invalid argument" : violations.get(0).description();
        return new ApiException(Code.INVALID_ARGUMENT, message, violations);
    }

    /** Does not name the resource, because the live service has the same message for every missing resource. */
    public static ApiException notFound() {
        return new ApiException(Code.NOT_FOUND, "resource not found");
    }

    public static ApiException alreadyExists(String message) {
        return new ApiException(Code.ALREADY_EXISTS, message);
    }

    public static ApiException failedPrecondition(String message) {
        return new ApiException(Code.FAILED_PRECONDITION, message);
    }

    public static ApiException unimplemented(String message) {
        return new ApiException(Code.UNIMPLEMENTED, message);
    }

    /** A copy with an HTTP status that does not correspond to the code. The live service has a few such responses. */
    public ApiException withHttpStatus(int status) {
        return new ApiException(code, message, violations, status);
    }

    public Code code() {
        return code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public List<FieldViolation> violations() {
        return violations;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
