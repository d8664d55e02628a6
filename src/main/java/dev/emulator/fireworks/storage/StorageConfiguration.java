package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.store.AccountTable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Chooses the storage of files: the data directory, or a temporary directory that is deleted at exit. With PostgreSQL, files are in the database,
 * so that replicas need no other shared storage.
 */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    private static final Logger log = LoggerFactory.getLogger(StorageConfiguration.class);

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
            RandomGenerator random,
            Clock clock)
            throws IOException {
        if (!database.isH2()) {
            return new DatabaseBlobs(jdbc, transaction, random, new UploadMarks(jdbc, transaction, clock));
        }
        var directory = properties.dataDir();
        if (directory != null) {
            return new FileBlobs(directory.resolve("files"), random);
        }
        var temporary = Files.createTempDirectory("fireworks-emulator-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(temporary.toFile())));
        return new FileBlobs(temporary, random);
    }

    /** Deletes unused files in the data directory, which a killed process can leave behind. */
    @Bean
    SmartInitializingSingleton leftovers(EmulatorProperties properties, Blobs blobs, JdbcClient jdbc) {
        return () -> {
            if (properties.dataDir() != null && blobs instanceof FileBlobs files) {
                try {
                    files.keepOnly(jdbc.sql("select blob_id from resource_file where blob_id is not null")
                            .query(String.class)
                            .set());
                } catch (IOException e) {
                    log.warn("Unused files in the data directory cannot be listed: {}", e.toString());
                }
            }
        };
    }
}
