package dev.emulator.fireworks.store;

/**
 * The properties of a column with JSON, as declared by {@link JsonColumn}.
 *
 * @param message the message that the object must conform to; {@code Record} for any object
 */
public record JsonFormat(Class<? extends Record> message, boolean mayBeEmpty, boolean fromClient) {

    /** Whether only objects of one message are allowed. */
    public boolean isMessage() {
        return message != Record.class;
    }

    static JsonFormat of(JsonColumn column) {
        return new JsonFormat(column.value(), column.mayBeEmpty(), column.fromClient());
    }
}
