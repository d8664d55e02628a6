package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.MessageSchema;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.protojson.MessageType.Shape;
import org.jspecify.annotations.Nullable;

/** The schema of a record for filters, orders and masks. */
public record RecordSchema(MessageType type) implements MessageSchema {

    public static MessageSchema of(Class<? extends Record> type) {
        return new RecordSchema(MessageType.of(type));
    }

    @Override
    public @Nullable Field field(String name) {
        var field = type.field(name);
        if (field == null) {
            return null;
        }
        var message = field.message();
        return new Field(
                field.jsonName(), kind(field), field.enumNames(), message == null ? null : new RecordSchema(message));
    }

    private static Kind kind(MessageType.Field field) {
        if (field.shape() == Shape.MAP) {
            return Kind.STRING_MAP;
        }
        if (field.shape() == Shape.LIST) {
            return field.message() == null ? Kind.STRING_LIST : Kind.MESSAGE_LIST;
        }
        return switch (field.kind()) {
            case STRING -> Kind.STRING;
            case BOOL -> Kind.BOOL;
            case INT32 -> Kind.INT32;
            case INT64 -> Kind.INT64;
            case FLOAT, DOUBLE -> Kind.FLOAT;
            case ENUM -> Kind.ENUM;
            case TIMESTAMP -> Kind.TIMESTAMP;
            case DURATION -> Kind.DURATION;
            case VALUE, MESSAGE -> Kind.MESSAGE;
        };
    }
}
