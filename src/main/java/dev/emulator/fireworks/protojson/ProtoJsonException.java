package dev.emulator.fireworks.protojson;

import org.jspecify.annotations.Nullable;

/** A body that the service would refuse, in the service's own words. */
public final class ProtoJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final @Nullable String field;
    private transient @Nullable MessageType message;

    /** A refusal of a text whose place is told otherwise. */
    public ProtoJsonException(String message) {
        this(message, 0, 0, null);
    }

    ProtoJsonException(String message, int line, int column, @Nullable String field) {
        super(message);
        this.line = line;
        this.column = column;
        this.field = field;
    }

    /** The 1-based line of the trouble, 0 if unknown. */
    public int line() {
        return line;
    }

    /** The 1-based column in code points, 0 if unknown. */
    public int column() {
        return column;
    }

    /** The field that was refused, as the client or the message spells it. */
    public @Nullable String field() {
        return field;
    }

    /** The message that has no such field, where that is the trouble. */
    public @Nullable MessageType unknownIn() {
        return message;
    }

    /** The same trouble in other words. */
    public ProtoJsonException withMessage(String words) {
        var same = new ProtoJsonException(words, line, column, field);
        same.message = message;
        return same;
    }

    ProtoJsonException unknownIn(MessageType type) {
        message = type;
        return this;
    }

    // A refused body is an everyday answer, not a defect; nobody reads its stack.
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
