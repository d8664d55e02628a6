package dev.emulator.fireworks.seed;

import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Handles a key of an account in a seed document. Handlers run by {@link org.springframework.core.annotation.Order}, so that resources
 * exist before others refer to them.
 */
public interface SeedHandler {

    /** Returns the key in the document. */
    String key();

    /** Returns whether the key holds a mapping of ids to fields. Otherwise it holds the fields of a single object, whose id is empty. */
    default boolean isCollection() {
        return true;
    }

    /**
     * Validates the fields of an object, before anything is changed. A field {@code file} names a file, or is an object with {@code name}
     * and {@code content} (Base64), as the command line sends it.
     *
     * @throws dev.emulator.fireworks.aip.ApiException if a value is invalid, with the field
     * @throws dev.emulator.fireworks.protojson.ProtoJsonException if the fields do not match the API's message
     */
    Step prepare(String account, String id, ObjectNode fields, SeedFiles files);

    /** Creates or updates an object of the document. */
    @FunctionalInterface
    interface Step {

        /** Applies the step. It is idempotent. */
        Outcome apply() throws IOException;
    }

    /** The result of a step. */
    enum Outcome {
        UNCHANGED,
        UPDATED,
        CREATED
    }
}
