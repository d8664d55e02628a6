package dev.emulator.fireworks.world;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.store.JsonFormat;
import dev.emulator.fireworks.store.ResourceIds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Maps the rows of an archive to rows of an account: replaces keys, the name of the account, and the ids of blobs. */
final class RowMapper {

    /** Columns with the id of the account only. A timeline may also be the one that all accounts without a clock share. */
    private static final Set<String> ACCOUNTS = Set.of("account_id", "timeline");

    private final String from;
    private final String to;
    private final KeyMapping uids;
    private final ProtoJson protoJson;
    private final Map<String, Deque<String>> blobs = new HashMap<>();
    private final Set<Long> owners = new HashSet<>();

    RowMapper(String from, String to, KeyMapping uids, ProtoJson protoJson) {
        this.protoJson = protoJson;
        this.from = from;
        this.to = to;
        this.uids = uids;
    }

    /** Returns the account of the archive. */
    String from() {
        return from;
    }

    /** Registers a stored blob for one row with this checksum. */
    void keep(String sha256, String blob) {
        blobs.computeIfAbsent(sha256, key -> new ArrayDeque<>()).add(blob);
    }

    /** A row for the database. */
    record Row(List<String> columns, List<@Nullable Object> values) {

        private void add(String column, @Nullable Object value) {
            columns.add(column);
            values.add(value);
        }
    }

    /**
     * A table of the database.
     *
     * @param columns the columns by name
     * @param reference the column with the key of another row; empty if there is none
     * @param owned whether that row must exist
     * @param hasFiles whether rows have blobs
     * @param json the columns with JSON, which must be valid because later reads rely on it
     */
    record Table(
            Map<String, TableColumn> columns,
            String reference,
            boolean owned,
            boolean hasFiles,
            Map<String, JsonFormat> json) {}

    Row row(Table table, ObjectNode json) {
        var row = new Row(new ArrayList<>(), new ArrayList<>());
        for (var field : json.properties()) {
            var column = table.columns().get(field.getKey());
            if (column == null || table.hasFiles() && column.name().equals("blob_id")) {
                throw new IllegalArgumentException("unknown column \"" + field.getKey() + '"');
            }
            row.add(column.name(), value(table, column, field.getValue()));
        }
        var kept = table.hasFiles() ? blobs.get(json.path("sha256").asString("")) : null;
        if (kept != null) {
            row.add("blob_id", kept.remove());
        }
        return row;
    }

    private @Nullable Object value(Table table, TableColumn column, JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        var value = column.kind().value(json);
        if (value == null) {
            throw new IllegalArgumentException(
                    column.name() + " must be " + column.kind().expected() + ", not " + json);
        }
        if (column.name().equals("uid")) {
            return uids.ofRow((Long) value);
        }
        if (column.name().equals(table.reference())) {
            if (table.owned()) {
                owners.add((Long) value);
            }
            return uids.ofReference((Long) value);
        }
        return value instanceof String text ? text(table, column.name(), text) : value;
    }

    private String text(Table table, String column, String text) {
        if (ACCOUNTS.contains(column)) {
            return account(column, text);
        }
        var json = table.json().get(column);
        if (json != null) {
            checkJson(json, column, text);
        }
        if (column.equals("resource_id") && !ResourceIds.isAddressable(text)) {
            throw new IllegalArgumentException("invalid id \"" + text + '"');
        }
        return from.equals(to) ? text : text.replace("accounts/" + from + "/", "accounts/" + to + "/");
    }

    private String account(String column, String text) {
        if (text.equals(from)) {
            return to;
        }
        if (column.equals("account_id")) {
            throw new IllegalArgumentException("account_id must be " + from + ", as in " + Manifest.ENTRY);
        }
        return text;
    }

    private void checkJson(JsonFormat json, String column, String text) {
        try {
            var isAllowed = text.isEmpty() && json.mayBeEmpty() || isJsonObject(text);
            if (!isAllowed) {
                throw new IllegalArgumentException(column + " must be a JSON object");
            }
            if (json.isMessage()) {
                protoJson.readStored(text, json.message());
            }
        } catch (ProtoJsonException | IllegalStateException e) {
            // The reader wraps what the record's constructor throws, so the reason is in the cause.
            var reason = NestedExceptionUtils.getMostSpecificCause(e).getMessage();
            throw new IllegalArgumentException(column + ": " + reason, e);
        }
    }

    private static boolean isJsonObject(String text) {
        try {
            return JsonText.read(text.getBytes(StandardCharsets.UTF_8)).isObject();
        } catch (ProtoJsonException e) {
            return false;
        }
    }

    /** Refuses rows whose resource is missing from the archive. */
    void checkOwners() {
        for (var owner : owners) {
            if (!uids.isRow(owner)) {
                throw ApiException.invalidArgument("archive has rows of a resource that it lacks: uid " + owner);
            }
        }
    }
}
