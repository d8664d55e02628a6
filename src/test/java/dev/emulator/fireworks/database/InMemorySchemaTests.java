package dev.emulator.fireworks.database;

import dev.emulator.fireworks.openapi.Generated;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed script of a database in memory is what the migrations come to; its first line is the schema's version. */
class InMemorySchemaTests {

    private static final Path FILE = Path.of("src/main/resources/db/in-memory.sql");

    @Test
    void theCommittedScriptIsUpToDate() throws IOException {
        Generated.check(FILE, SchemaScript.ofMigrations(), InMemorySchemaTests.class);
    }
}
