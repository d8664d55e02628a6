package dev.emulator.fireworks.world;

import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.storage.Blobs;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.world.Manifest.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Exports an account as an archive. The archive is written to a temporary file first, so that a slow client does not hold locks, and errors
 * are reported before the answer begins.
 */
@Component
public class SnapshotService {

    private final AccountCleaner cleaner;
    private final WorldTables tables;
    private final DatabaseTables schema;
    private final ArchiveExporter rows;
    private final Blobs blobs;
    private final TransactionOperations transaction;
    private final ResourceIds ids;
    private final AccountClocks clocks;
    private final Clock clock;
    private final ProtoJson protoJson;

    SnapshotService(
            AccountCleaner cleaner,
            WorldTables tables,
            DatabaseTables schema,
            ArchiveExporter rows,
            Blobs blobs,
            TransactionOperations transaction,
            ResourceIds ids,
            AccountClocks clocks,
            Clock clock,
            ProtoJson protoJson) {
        this.cleaner = cleaner;
        this.tables = tables;
        this.schema = schema;
        this.rows = rows;
        this.blobs = blobs;
        this.transaction = transaction;
        this.ids = ids;
        this.clocks = clocks;
        this.clock = clock;
        this.protoJson = protoJson;
    }

    /** Receives an archive. */
    @FunctionalInterface
    public interface Recipient {

        /**
         * @param size the size of the archive in bytes
         * @param empty whether the account has neither resources nor settings
         */
        OutputStream open(long size, boolean empty) throws IOException;
    }

    /** Exports a consistent snapshot of an account, with secrets masked: a restored job has no W&B key. */
    public void snapshot(String account, Recipient recipient) throws IOException {
        var file = Files.createTempFile("fireworks-world-", ".zip");
        try {
            var empty = take(account, file, false);
            Files.copy(file, recipient.open(Files.size(file), empty));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Exports an account to a file.
     *
     * @param secrets whether to include secrets unmasked, such as the W&B key of a job, because the file does not leave the emulator
     * @return whether the account is empty
     */
    boolean take(String account, Path file, boolean secrets) throws IOException {
        ids.validAccountId(account);
        cleaner.writePending();
        try {
            return transaction.execute(status -> {
                var resources = cleaner.hold(Optional.of(account));
                try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                    write(account, new ArchiveWriter(zip, secrets));
                    return resources == 0 && !cleaner.isSetUp(account);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(String account, ArchiveWriter archive) throws IOException {
        var resources = new ArrayList<Resource>();
        var files = new ArrayList<ArchiveExporter.File>();
        for (var table : tables.archived()) {
            archive.begin(Archive.table(table));
            rows.write(account, table, archive, resources, files);
        }
        archive.begin(Manifest.ENTRY);
        archive.write(manifest(account, resources).getBytes(StandardCharsets.UTF_8));
        for (var file : files) {
            if (archive.beginOnce(Archive.file(file.sha256()))) {
                try (var content = blobs.open(file.blob())) {
                    archive.write(content);
                }
            }
        }
    }

    private String manifest(String account, List<Resource> resources) {
        var manifest = new Manifest(
                Manifest.FORMAT,
                schema.emulatorVersion(),
                schema.version(),
                account,
                clock.instant(),
                clocks.of(account).instant(),
                resources);
        return protoJson.tree(manifest).toPrettyString() + "\n";
    }
}
