package dev.emulator.fireworks.story;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Base class of tests with two emulators on one PostgreSQL. */
@Testcontainers(disabledWithoutDocker = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TwoReplicas {

    @Container
    protected static final PostgreSQLContainer DATABASE = Postgresql.container();

    protected static Emulator first;
    protected static Emulator second;

    @BeforeAll
    void start() {
        var settings = settings(Emulator.on(DATABASE));
        first = Emulator.start(settings);
        second = Emulator.start(settings);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    /**
     * Returns the settings of both emulators. By default, each has one worker thread, so that values left in a thread are found.
     *
     * @param database the settings of the database
     */
    protected List<String> settings(List<String> database) {
        return Emulator.withOneThread(database);
    }

    /** Returns a client of the first emulator for an even number, and of the second for an odd one. */
    protected static Client client(int number, String account) {
        return (number % 2 == 0 ? first : second).client(account);
    }
}
