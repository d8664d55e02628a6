package dev.emulator.fireworks.world;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.LimitsProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.storage.Blobs;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.store.RowKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Replaces the contents of an account by those of an archive, in one transaction. */
@Component
public class RestoreService {

    private final AccountCleaner cleaner;
    private final WorldTables tables;
    private final DatabaseTables schema;
    private final ArchiveImporter importer;
    private final Blobs blobs;
    private final TransactionOperations transaction;
    private final JdbcOperations jdbc;
    private final ResourceIds ids;
    private final Events events;
    private final AccountClocks clocks;
    private final ProtoJson protoJson;
    private final LimitsProperties limits;

    RestoreService(
            AccountCleaner cleaner,
            WorldTables tables,
            DatabaseTables schema,
            ArchiveImporter importer,
            Blobs blobs,
            TransactionOperations transaction,
            JdbcOperations jdbc,
            ResourceIds ids,
            Events events,
            AccountClocks clocks,
            ProtoJson protoJson,
            EmulatorProperties properties) {
        this.cleaner = cleaner;
        this.tables = tables;
        this.schema = schema;
        this.importer = importer;
        this.blobs = blobs;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.ids = ids;
        this.events = events;
        this.clocks = clocks;
        this.protoJson = protoJson;
        this.limits = properties.limits();
    }

    /**
     * Replaces the contents of an account.
     *
     * @param archive an archive of {@link SnapshotService}, of this or another account
     * @return how many resources the account has now, and how many it had before
     * @throws ApiException INVALID_ARGUMENT if the archive is invalid; the account is then unchanged
     */
    public Restored restore(String account, InputStream archive) throws IOException {
        ids.validAccountId(account);
        var file = Files.createTempFile("fireworks-world-", ".zip");
        try {
            receive(archive, file);
            return restore(account, file, limits.signedUpload().toBytes(), Optional.empty());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * The result of a restore.
     *
     * @param resources how many resources the account has now
     * @param replaced how many resources it had before
     */
    public record Restored(int resources, int replaced) {}

    private void receive(InputStream archive, Path file) throws IOException {
        var largest = limits.signedUpload().toBytes();
        try (var out = Files.newOutputStream(file)) {
            var buffer = new byte[64 * 1024];
            var size = 0L;
            for (var read = archive.read(buffer); read >= 0; read = archive.read(buffer)) {
                size += read;
                if (size > largest) {
                    throw ApiException.invalidArgument("archive is larger than " + largest + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    /**
     * Restores an archive into an account that must be empty.
     *
     * @param finishing changes the copy, in the same transaction
     */
    int fork(String account, Path file, Runnable finishing) throws IOException {
        return restore(account, file, Long.MAX_VALUE, Optional.of(finishing)).resources();
    }

    /**
     * @param unpacked the largest unpacked size in bytes
     * @param fork changes the copy of a fork; empty for a restore, which may replace the contents of the account
     */
    private Restored restore(String account, Path file, long unpacked, Optional<Runnable> fork) throws IOException {
        try (var archive = Archive.open(file, unpacked, tables.archived())) {
            var manifest = check(archive.manifest(protoJson));
            return restore(
                    account,
                    archive,
                    new RowMapper(manifest.account(), account, new KeyMapping(new RowKeys(jdbc)), protoJson),
                    fork);
        }
    }

    private Manifest check(Manifest manifest) {
        if (manifest.formatVersion() < 1 || manifest.account().isEmpty()) {
            throw ApiException.invalidArgument(Manifest.ENTRY + " must have formatVersion and account");
        }
        var schemaVersion = schema.version();
        if (manifest.formatVersion() > Manifest.FORMAT || manifest.schemaVersion() > schemaVersion) {
            throw ApiException.invalidArgument(String.format(
                    Locale.ROOT,
                    "archive was written by a newer emulator: format %d and schema %d; this one supports up to %d and %d",
                    manifest.formatVersion(),
                    manifest.schemaVersion(),
                    Manifest.FORMAT,
                    schemaVersion));
        }
        return manifest;
    }

    private Restored restore(String account, Archive archive, RowMapper mapper, Optional<Runnable> fork)
            throws IOException {
        var written = new ArrayList<String>();
        Replaced replaced = null;
        try {
            importer.keepFiles(archive, mapper, written);
            replaced = replace(account, archive, mapper, fork);
        } finally {
            if (replaced == null) {
                written.forEach(blobs::delete);
            }
        }
        replaced.dropped().forEach(blobs::delete);
        events.publish(
                clocks.of(account).instant(),
                account,
                Event.Type.WORLD,
                "",
                Map.of("what", fork.isPresent() ? "fork" : "restore"));
        return replaced.counts();
    }

    /** @param dropped the blobs of the former contents */
    private record Replaced(Restored counts, List<String> dropped) {}

    private Replaced replace(String account, Archive archive, RowMapper mapper, Optional<Runnable> fork)
            throws IOException {
        cleaner.writePending();
        try {
            return transaction.execute(status -> {
                var there = cleaner.hold(Optional.of(account));
                if (fork.isPresent() && (there > 0 || cleaner.isSetUp(account))) {
                    throw ApiException.alreadyExists("account " + account + " is not empty");
                }
                var dropped = cleaner.clear(Optional.of(account));
                try {
                    var resources = importer.insert(account, archive, mapper);
                    fork.ifPresent(Runnable::run);
                    return new Replaced(new Restored(resources, there), dropped);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
