package dev.emulator.fireworks.database;

import static dev.emulator.fireworks.openapi.UpToDate.assertUpToDate;

import dev.emulator.fireworks.generator.GeneratedFiles;
import org.junit.jupiter.api.Test;

/** The committed script for a database in memory creates the same schema as the migrations. Its first line is the version of the schema. */
class InMemorySchemaTests {

    @Test
    void theCommittedScriptIsUpToDate() {
        assertUpToDate(GeneratedFiles.inMemorySchema());
    }
}
