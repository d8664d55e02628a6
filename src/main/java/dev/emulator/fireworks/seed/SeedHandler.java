package dev.emulator.fireworks.seed;

import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key that a seed document may have under an account, for whoever knows what to do with it. Those that others refer to come first, by
 * {@link org.springframework.core.annotation.Order}.
 */
public interface SeedHandler {

    /** As the document spells it. */
    String key();

    /** Whether ids stand under the key, and under each of them what is to be there; else it is one thing, whose id is empty. */
    default boolean isCollection() {
        return true;
    }

    /**
     * Reads what is to be there, before anything is done. A field {@code file} names a file: the command line sends its content
     * along, an object with {@code name} and {@code content} in base64.
     *
     * @throws dev.emulator.fireworks.aip.ApiException if it makes no sense, naming the field
     * @throws dev.emulator.fireworks.protojson.ProtoJsonException if it is none of the API's messages
     */
    Step prepare(String account, String id, ObjectNode fields, SeedFiles files);

    /** Sees to it that it is there. */
    @FunctionalInterface
    interface Step {

        /** Done a second time, it changes nothing. */
        Outcome apply() throws IOException;
    }

    /** What had to be done. */
    enum Outcome {
        UNCHANGED,
        UPDATED,
        CREATED
    }
}
