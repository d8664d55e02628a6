package dev.emulator.fireworks.aip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields a message has, as far as filters, orders and masks need to know them. */
public interface MessageSchema {

    /** The field of that name, in camelCase or snake_case; null if the message has none. */
    @Nullable
    Field field(String name);

    /**
     * One field. Enum names start with the zero value, as in a proto file; only messages and lists of messages have a
     * message schema, and without one nothing inside them can be named.
     */
    record Field(
            String jsonName,
            Kind kind,
            List<String> enumNames,
            @Nullable MessageSchema message) {

        public Field {
            enumNames = List.copyOf(enumNames);
        }
    }

    enum Kind {
        STRING,
        BOOL,
        INT32,
        INT64,
        FLOAT,
        ENUM,
        TIMESTAMP,
        DURATION,
        MESSAGE,
        STRING_LIST,
        MESSAGE_LIST,
        STRING_MAP
    }
}
