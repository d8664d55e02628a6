package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.store.AccountReader;
import dev.emulator.fireworks.store.AccountTable;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Chooses the registry of emulators that record requests. */
@Configuration(proxyBeanMethods = false)
class JournalConfiguration {

    @Bean
    RecorderRegistry recorderRegistry(
            Database database, JdbcClient jdbc, AccountReader reader, RandomGenerator random) {
        var self = Long.toHexString(random.nextLong());
        return database.isInMemory()
                ? new SingleRecorder(self)
                : new JdbcRecorderRegistry(jdbc, reader, self, database.isH2());
    }

    @Bean
    AccountTable journalWitnessTable() {
        return AccountTable.local("journal_witness");
    }
}
