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
 * Puts an account's world into an archive. It is written to a file first, so that nobody waits for whoever reads it slowly, and what goes
 * wrong is told before anything is answered.
 */
@Component
public class SnapshotService {

    private final AccountCleaner clearing;
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
            AccountCleaner clearing,
            WorldTables tables,
            DatabaseTables schema,
            ArchiveExporter rows,
            Blobs blobs,
            TransactionOperations transaction,
            ResourceIds ids,
            AccountClocks clocks,
            Clock clock,
            ProtoJson protoJson) {
        this.clearing = clearing;
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

    /** Where an archive goes. */
    @FunctionalInterface
    public interface Recipient {

        /**
         * @param size of all that is going to be written
         * @param empty whether the account has no resources, and nothing was set for it
         */
        OutputStream open(long size, boolean empty) throws IOException;
    }

    /** Hands over a world as it is at one moment, with nothing in it half done. Secrets are masked: a restored job has no W&B key. */
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
     * Writes an account's world into a file.
     *
     * @param secrets whether secrets, such as the W&B key of a job, come with it, because it does not leave the emulator
     * @return whether the account is empty
     */
    boolean take(String account, Path file, boolean secrets) throws IOException {
        ids.validAccountId(account);
        try {
            return transaction.execute(status -> {
                var resources = clearing.hold(Optional.of(account));
                try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                    write(account, new ArchiveWriter(zip, secrets));
                    return resources == 0 && !clearing.isSetUp(account);
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
