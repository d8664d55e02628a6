package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Postgresql;
import java.util.List;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

@Testcontainers(disabledWithoutDocker = true)
class EveryEndingOnPostgresqlTests extends EveryEndingTests {

    @Container
    private static final PostgreSQLContainer DATABASE = Postgresql.container();

    @Override
    List<String> database() {
        return Emulator.on(DATABASE);
    }
}
