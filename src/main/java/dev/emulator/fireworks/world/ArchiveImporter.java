package dev.emulator.fireworks.world;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.storage.Blobs;
import dev.emulator.fireworks.store.ResourceCounts;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Imports an archive: first its files, outside of a transaction because that may take long, and then its rows. */
@Component
class ArchiveImporter {

    /** By how much JSON escapes can lengthen a text between a request and a line of an archive. */
    private static final int ESCAPED = 8;

    private final WorldTables tables;
    private final DatabaseTables schema;
    private final JdbcOperations jdbc;
    private final ResourceCounts counts;
    private final Blobs blobs;
    private final ImportRules rules;
    private final ProtoJson protoJson;
    private final long largestFile;
    private final int longestLine;

    ArchiveImporter(
            WorldTables tables,
            DatabaseTables schema,
            JdbcOperations jdbc,
            ResourceCounts counts,
            Blobs blobs,
            ImportRules rules,
            ProtoJson protoJson,
            EmulatorProperties properties) {
        this.tables = tables;
        this.schema = schema;
        this.jdbc = jdbc;
        this.counts = counts;
        this.blobs = blobs;
        this.rules = rules;
        this.protoJson = protoJson;
        this.largestFile = properties.limits().signedUpload().toBytes();
        this.longestLine = (int) Math.min(
                Integer.MAX_VALUE - 8,
                ESCAPED * properties.limits().requestBody().toBytes());
    }

    /**
     * Stores the files of the archive.
     *
     * @param kept receives the ids of stored blobs, also if the import fails halfway
     */
    void keepFiles(Archive archive, RowMapper mapper, List<String> kept) throws IOException {
        rows(archive, WorldTables.FILES).each((line, row) -> {
            var sha256 = row.path("sha256").asString("");
            if (!sha256.isEmpty()) {
                try (var content = archive.open(Archive.file(sha256))) {
                    var blob = blobs.write(content, largestFile);
                    kept.add(blob.id());
                    if (!blob.sha256().equals(sha256)
                            || blob.size() != row.path("size").asLong(-1)) {
                        throw new IllegalArgumentException(
                                Archive.file(sha256) + " does not match the checksum or size of its row");
                    }
                    mapper.keep(sha256, blob.id());
                }
            }
        });
    }

    /**
     * Inserts the rows. Must run in the transaction that has cleared the account.
     *
     * @return the number of resources in the account
     */
    int insert(String account, Archive archive, RowMapper mapper) throws IOException {
        for (var table : tables.archived()) {
            insert(archive, mapper, table);
        }
        mapper.checkOwners();
        checkLedger(account);
        var all = 0;
        for (var resource : tables.resources()) {
            var number = check(account, resource);
            if (number > 0) {
                counts.add(resource.collection(), account, number);
                all += number;
            }
        }
        return all;
    }

    /** Reads all rows once, because unreadable ones would fail every later request. */
    private int check(String account, WorldTables.Resource resource) {
        try {
            return resource.type().rows().check(account, protoJson);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalidArgument(Archive.table(resource.name()) + ": " + e.getMessage());
        }
    }

    private void checkLedger(String account) {
        try {
            rules.checkLedger(account);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalidArgument(Archive.table(WorldTables.TRANSITIONS) + ": " + e.getMessage());
        }
    }

    private void insert(Archive archive, RowMapper mapper, String name) throws IOException {
        var table = table(name);
        var inserts = new BatchInsert(jdbc, name);
        rows(archive, name).each((line, json) -> {
            var row = mapper.row(table, json);
            rules.check(mapper.from(), name, json);
            inserts.add(line, row.columns(), row.values());
        });
        inserts.flush();
    }

    private RowMapper.Table table(String name) {
        var columns = schema.columns(name).stream().collect(Collectors.toMap(TableColumn::name, Function.identity()));
        var reference = tables.reference(name).orElse("");
        return new RowMapper.Table(
                columns, reference, tables.isOwned(name), name.equals(WorldTables.FILES), tables.json(name));
    }

    private JsonLinesReader rows(Archive archive, String table) {
        return new JsonLinesReader(archive, table, longestLine);
    }
}
