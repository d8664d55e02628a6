package dev.emulator.fireworks.inference;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The format that a reply must have.
 *
 * @param name of the schema; empty for none
 * @param schema JSON Schema; a missing node for none
 * @param grammar GBNF; empty for none
 */
public record ResponseFormat(Type type, String name, JsonNode schema, String grammar) {

    public static final ResponseFormat TEXT = new ResponseFormat(Type.TEXT, "", MissingNode.getInstance(), "");

    /** A format with a schema; {@link MissingNode} for none. */
    public static ResponseFormat json(Type type, String name, JsonNode schema) {
        return new ResponseFormat(type, name, schema.isObject() ? schema : MissingNode.getInstance(), "");
    }

    /** Kinds of formats. */
    public enum Type {
        TEXT,
        /** Any object, or one that is valid by the schema, if there is a schema. */
        JSON_OBJECT,
        JSON_SCHEMA,
        GRAMMAR
    }

    public boolean isJson() {
        return type == Type.JSON_OBJECT || type == Type.JSON_SCHEMA;
    }
}
