package dev.emulator.fireworks.inference.schema;

import tools.jackson.databind.JsonNode;

/** The type of a value in a body. */
interface ValueType {

    /**
     * How values are checked.
     *
     * @param schema whether unknown fields, allowed values and ranges are checked
     * @param converts whether a value of another type is converted if that is possible, such as {@code "5"} to a number
     */
    record Mode(boolean schema, boolean converts) {

        Mode withoutConversion() {
            return new Mode(schema, false);
        }
    }

    /** Returns the name of the type. The path of an error in a union contains the name of the member that refused the value. */
    String label();

    /**
     * Checks a value.
     *
     * @return the value, converted if its type is similar
     */
    JsonNode check(JsonNode value, Path path, Mode mode, Errors errors);
}
