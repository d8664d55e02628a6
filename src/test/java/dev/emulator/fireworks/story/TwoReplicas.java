package dev.emulator.fireworks.story;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Base class of tests with two emulators on one PostgreSQL. Each emulator has one worker thread, so that values left in a thread are found. */
@Testcontainers(disabledWithoutDocker = true)
public abstract class TwoReplicas {

    @Container
    protected static final PostgreSQLContainer DATABASE = Postgresql.container();

    protected static Emulator first;
    protected static Emulator second;

    @BeforeAll
    static void start() {
        var settings = Emulator.withOneThread(Emulator.on(DATABASE));
        first = Emulator.start(settings);
        second = Emulator.start(settings);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }
}
