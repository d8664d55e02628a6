package dev.emulator.fireworks.protojson;

import org.jspecify.annotations.Nullable;

/** A body is invalid. The message is that of the live service. */
public final class ProtoJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final @Nullable String field;
    private transient @Nullable MessageType message;

    /** An error without a position. */
    public ProtoJsonException(String message) {
        this(message, 0, 0, null);
    }

    ProtoJsonException(String message, int line, int column, @Nullable String field) {
        super(message);
        this.line = line;
        this.column = column;
        this.field = field;
    }

    /** The line of the error, from 1; 0 if unknown. */
    public int line() {
        return line;
    }

    /** The column of the error in code points, from 1; 0 if unknown. */
    public int column() {
        return column;
    }

    /** The invalid field, with the name that the client or the message uses. */
    public @Nullable String field() {
        return field;
    }

    /** For an unknown field, the message that does not have it. */
    public @Nullable MessageType unknownIn() {
        return message;
    }

    /** A copy with another message. */
    public ProtoJsonException withMessage(String words) {
        var same = new ProtoJsonException(words, line, column, field);
        same.message = message;
        return same;
    }

    ProtoJsonException unknownIn(MessageType type) {
        message = type;
        return this;
    }

    // An invalid body is a normal result, so the stack trace is not needed.
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
