package dev.emulator.fireworks.aip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a message, for filters, orders and masks. */
public interface MessageSchema {

    /** Finds a field by its name in camelCase or snake_case; null if there is none. */
    @Nullable
    Field field(String name);

    /**
     * A field. Enum names begin with the zero value, as in a proto file. Only messages and lists of messages have a schema. Without a schema, paths
     * cannot refer to fields inside of the message.
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
