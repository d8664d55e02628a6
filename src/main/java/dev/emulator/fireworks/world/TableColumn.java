package dev.emulator.fireworks.world;

import dev.emulator.fireworks.aip.Timestamps;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A column of a table, with the JSON format of its values in archives, which is the same for all databases. */
record TableColumn(String name, Kind kind) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The type of a column. As in the API, 64-bit integers are strings in JSON. */
    enum Kind {
        TEXT("a string") {
            @Override
            @Nullable
            JsonNode read(ResultSet row, int index) throws SQLException {
                var text = row.getString(index);
                return text == null ? null : JSON.stringNode(text);
            }

            @Override
            @Nullable
            Object value(JsonNode json) {
                return json.isString() ? json.stringValue() : null;
            }
        },
        INTEGER("an integer") {
            @Override
            JsonNode read(ResultSet row, int index) throws SQLException {
                return JSON.numberNode(row.getInt(index));
            }

            @Override
            @Nullable
            Object value(JsonNode json) {
                return json.isIntegralNumber() && json.canConvertToInt() ? json.intValue() : null;
            }
        },
        LONG("an integer, as a string") {
            @Override
            JsonNode read(ResultSet row, int index) throws SQLException {
                return JSON.stringNode(Long.toString(row.getLong(index)));
            }

            @Override
            @Nullable
            Object value(JsonNode json) {
                try {
                    return json.isString() || json.isIntegralNumber() ? Long.valueOf(json.asString()) : null;
                } catch (NumberFormatException e) {
                    return null;
                }
            }
        },
        DOUBLE("a number") {
            @Override
            JsonNode read(ResultSet row, int index) throws SQLException {
                var number = row.getDouble(index);
                return Double.isFinite(number) ? JSON.numberNode(number) : JSON.stringNode(Double.toString(number));
            }

            @Override
            @Nullable
            Object value(JsonNode json) {
                if (json.isNumber()) {
                    return json.doubleValue();
                }
                return switch (json.asString("")) {
                    case "NaN" -> Double.NaN;
                    case "Infinity" -> Double.POSITIVE_INFINITY;
                    case "-Infinity" -> Double.NEGATIVE_INFINITY;
                    default -> null;
                };
            }
        },
        BOOLEAN("a boolean") {
            @Override
            JsonNode read(ResultSet row, int index) throws SQLException {
                return JSON.booleanNode(row.getBoolean(index));
            }

            @Override
            @Nullable
            Object value(JsonNode json) {
                return json.isBoolean() ? json.booleanValue() : null;
            }
        },
        TIME("a time in the format of RFC 3339, in the years 1 to 9999") {
            @Override
            @Nullable
            JsonNode read(ResultSet row, int index) throws SQLException {
                var time = row.getObject(index, OffsetDateTime.class);
                return time == null ? null : JSON.stringNode(time.toInstant().toString());
            }

            @Override
            @Nullable
            Object value(JsonNode json) {
                try {
                    var time = json.isString() ? Instant.parse(json.stringValue()) : null;
                    return time == null || !Timestamps.isRepresentable(time.truncatedTo(ChronoUnit.SECONDS))
                            ? null
                            : time.atOffset(ZoneOffset.UTC);
                } catch (DateTimeException e) {
                    return null;
                }
            }
        };

        private final String expected;

        Kind(String expected) {
            this.expected = expected;
        }

        String expected() {
            return expected;
        }

        abstract @Nullable JsonNode read(ResultSet row, int index) throws SQLException;

        /** Returns the value for the database; null if the JSON has another type. */
        abstract @Nullable Object value(JsonNode json);

        private static Kind of(int type) {
            return switch (type) {
                case Types.VARCHAR, Types.CLOB -> TEXT;
                case Types.INTEGER -> INTEGER;
                case Types.BIGINT -> LONG;
                case Types.DOUBLE -> DOUBLE;
                case Types.BOOLEAN, Types.BIT -> BOOLEAN;
                case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> TIME;
                default -> throw new IllegalStateException("archives do not support columns of JDBC type " + type);
            };
        }
    }

    static List<TableColumn> of(ResultSetMetaData table) throws SQLException {
        var columns = new ArrayList<TableColumn>();
        for (int i = 1; i <= table.getColumnCount(); i++) {
            columns.add(
                    new TableColumn(table.getColumnName(i).toLowerCase(Locale.ROOT), Kind.of(table.getColumnType(i))));
        }
        return columns;
    }

    JsonNode read(ResultSet row, int index) throws SQLException {
        var value = kind.read(row, index);
        return value == null || row.wasNull() ? JSON.nullNode() : value;
    }
}
