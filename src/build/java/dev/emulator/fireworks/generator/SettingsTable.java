package dev.emulator.fireworks.generator;

import dev.emulator.fireworks.FireworksEmulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of docs/settings.md, from the metadata that Spring Boot's annotation processor writes. */
final class SettingsTable {

    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Pattern COLLECTION =
            Pattern.compile("java\\.util\\.(List|Map)<(?:java\\.lang\\.String,)?(.*)>");

    private SettingsTable() {}

    static String ofMetadata() throws IOException {
        var properties = JsonMapper.shared().readTree(METADATA.toFile()).path("properties");
        return Stream.iterate(0, i -> i < properties.size(), i -> i + 1)
                .map(properties::get)
                .sorted(Comparator.comparing(property -> property.path("name").asString()))
                .map(SettingsTable::row)
                .collect(Collectors.joining("", "| setting | type | default | description |\n|---|---|---|---|\n", ""));
    }

    private static String row(JsonNode property) {
        var fallback = property.path("defaultValue").asString("");
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        property.path("name").asString(),
                        type(property.path("type").asString()),
                        fallback.isEmpty() ? "" : "`" + fallback + "`",
                        property.path("description")
                                .asString("")
                                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                                .replace("|", "\\|"));
    }

    private static String type(String type) {
        var collection = COLLECTION.matcher(type);
        if (collection.matches()) {
            return (collection.group(1).equals("List") ? "list of " : "map of ") + type(collection.group(2)) + "s";
        }
        if (type.startsWith(FireworksEmulator.class.getPackageName())) {
            return choices(type);
        }
        return switch (type.substring(type.lastIndexOf('.') + 1)) {
            case "String" -> "string";
            case "Boolean" -> "`true` or `false`";
            case "Integer", "Long" -> "number";
            case "DataSize" -> "size";
            case "InetAddress" -> "IP address";
            default -> type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        };
    }

    private static String choices(String type) {
        try {
            var constants = Class.forName(type).getEnumConstants();
            return constants == null
                    ? "key"
                    : Stream.of(constants)
                            .map(constant -> "`"
                                    + ((Enum<?>) constant)
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-') + "`")
                            .collect(Collectors.joining(", "));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
