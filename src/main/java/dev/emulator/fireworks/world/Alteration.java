package dev.emulator.fireworks.world;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Changes the rows of a world on their way out of the database, within the transaction that holds the world still. */
@FunctionalInterface
interface Alteration {

    /** The world as it is. */
    Alteration NONE = (table, row) -> Optional.of(row);

    /** @return what the row is to be, or nothing where it is to be left out; what belongs to a row that is left out has to be as well */
    Optional<ObjectNode> of(String table, ObjectNode row);
}
