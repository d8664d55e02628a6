package dev.emulator.fireworks.store;

/**
 * What a column with JSON holds, as {@link JsonColumn} describes it.
 *
 * @param message that the text can be read as; {@code Record} itself for any object
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
