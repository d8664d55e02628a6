package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.store.AccountTable;
import dev.emulator.fireworks.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Files lie where the rest of the data does: beside H2's in the data directory, else in a temporary one that goes when the emulator does,
 * and in PostgreSQL, which replicas share anyway, so that nothing else has to be set up for them.
 */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    AccountTable resourceFileTable() {
        return AccountTable.ownedBy("resource_file", "owner_uid");
    }

    @Bean
    Blobs blobs(
            EmulatorProperties properties,
            Database database,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            RandomGenerator random)
            throws IOException {
        if (!database.isH2()) {
            return new DatabaseBlobs(jdbc, transaction, random);
        }
        var directory = properties.dataDir();
        if (directory != null) {
            return new FileBlobs(directory.resolve("files"), random);
        }
        var temporary = Files.createTempDirectory("fireworks-emulator-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(temporary.toFile())));
        return new FileBlobs(temporary, random);
    }
}
