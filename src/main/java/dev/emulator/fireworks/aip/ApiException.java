package dev.emulator.fireworks.aip;

import java.util.List;

/** An answer that is an error; thrown where it is known, and written to the wire in one place. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String message;

    @SuppressWarnings("serial") // the lists that get here are immutable JDK lists, which are serializable
    private final List<FieldViolation> violations;

    public ApiException(Code code, String message) {
        this(code, message, List.of());
    }

    public ApiException(Code code, String message, List<FieldViolation> violations) {
        // An error answer is an ordinary result here, and a stack trace is most of what an exception costs.
        super(message, null, false, false);
        this.code = code;
        this.message = message;
        this.violations = List.copyOf(violations);
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

    /** Names nothing, because the live service answers the same words whatever is missing. */
    public static ApiException notFound() {
        return new ApiException(Code.NOT_FOUND, "resource not found");
    }

    public static ApiException alreadyExists(String message) {
        return new ApiException(Code.ALREADY_EXISTS, message);
    }

    public static ApiException failedPrecondition(String message) {
        return new ApiException(Code.FAILED_PRECONDITION, message);
    }

    public Code code() {
        return code;
    }

    public List<FieldViolation> violations() {
        return violations;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
