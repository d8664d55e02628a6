package dev.emulator.fireworks.database;

import static dev.emulator.fireworks.openapi.UpToDate.assertUpToDate;

import dev.emulator.fireworks.generator.GeneratedFiles;
import org.junit.jupiter.api.Test;

/** The committed script of a database in memory is what the migrations create; its first line is the schema's version. */
class InMemorySchemaTests {

    @Test
    void theCommittedScriptIsUpToDate() {
        assertUpToDate(GeneratedFiles.inMemorySchema());
    }
}
