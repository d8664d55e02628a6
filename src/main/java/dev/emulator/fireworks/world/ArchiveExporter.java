package dev.emulator.fireworks.world;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.world.Manifest.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the rows of tables as JSON Lines, with a field for each column. */
@Component
class ArchiveExporter {

    /** The number of rows in memory at a time. */
    private static final int FETCHED = 500;

    /** Columns with plain text from clients and test authors, which may contain secrets. */
    private static final Set<String> FREE_TEXTS = Set.of("status_message", "reason");

    private static final JsonMapper JSON = new JsonMapper();

    private final WorldTables tables;
    private final DatabaseTables schema;
    private final JdbcTemplate jdbc;
    private final Map<String, String> collections;

    ArchiveExporter(WorldTables tables, DatabaseTables schema, DataSource database) {
        this.tables = tables;
        this.schema = schema;
        this.jdbc = new JdbcTemplate(database);
        this.jdbc.setFetchSize(FETCHED);
        this.collections = tables.resources().stream()
                .collect(Collectors.toMap(WorldTables.Resource::name, WorldTables.Resource::collection));
    }

    /**
     * The blob of a row.
     *
     * @param blob its id, which is only valid in this database
     */
    record File(String sha256, String blob) {}

    /** Writes the rows of a table, and collects the resources and blobs that they contain. */
    void write(String account, String table, ArchiveWriter archive, List<Resource> resources, List<File> files) {
        var columns = schema.columns(table);
        var rows = tables.of(Optional.of(account), table);
        var freeTexts = freeTexts(table);
        RowCallbackHandler write = result -> {
            var row = row(columns, result);
            noteFile(table, row, files);
            noteResource(account, table, row, resources);
            if (!archive.hasSecrets()) {
                maskSecrets(row, freeTexts);
            }
            line(row, archive);
        };
        jdbc.query(
                "select * from " + table + " where " + rows.where() + " order by "
                        + String.join(", ", schema.primaryKey(table)),
                write,
                rows.parameters().toArray());
    }

    private Set<String> freeTexts(String table) {
        var texts = new HashSet<>(FREE_TEXTS);
        tables.json(table).forEach((column, json) -> {
            if (json.fromClient()) {
                texts.add(column);
            }
        });
        return texts;
    }

    private static ObjectNode row(List<TableColumn> columns, ResultSet result) throws SQLException {
        var row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < columns.size(); i++) {
            row.set(columns.get(i).name(), columns.get(i).read(result, i + 1));
        }
        return row;
    }

    /** Removes the id of the blob, as the archive stores blobs by checksum. */
    private static void noteFile(String table, ObjectNode row, List<File> files) {
        if (table.equals(WorldTables.FILES)) {
            var blob = row.remove("blob_id");
            if (!blob.isNull()) {
                files.add(new File(row.path("sha256").asString(), blob.asString()));
            }
        }
    }

    private void noteResource(String account, String table, ObjectNode row, List<Resource> resources) {
        var collection = collections.get(table);
        if (collection != null && resources.size() < Manifest.MOST_RESOURCES) {
            var name = new ResourceName(
                    account, collection, row.path("resource_id").asString());
            resources.add(new Resource(name.toString(), row.path("state").asString()));
        }
    }

    private static void maskSecrets(ObjectNode row, Set<String> freeTexts) {
        for (var column : freeTexts) {
            if (row.path(column).isString()) {
                row.put(column, Secrets.text(row.path(column).asString()));
            }
        }
    }

    private static void line(ObjectNode row, ArchiveWriter archive) {
        try {
            archive.write(JSON.writeValueAsBytes(row));
            archive.write(new byte[] {'\n'});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
