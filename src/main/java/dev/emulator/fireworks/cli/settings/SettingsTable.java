package dev.emulator.fireworks.cli.settings;

import dev.emulator.fireworks.FireworksEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of settings and defaults in {@code serve --help}, from the metadata that the build generates. */
public final class SettingsTable {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final int NAME_WIDTH = 38;

    private SettingsTable() {}

    private record Setting(String name, String type, String fallback, String description) {}

    public static String render(Help help) {
        var width = help.commandSpec().usageMessage().width();
        var table = Help.TextTable.forColumns(
                help.colorScheme(),
                new Column(NAME_WIDTH, 2, Overflow.SPAN),
                new Column(width - NAME_WIDTH, 2, Overflow.WRAP));
        for (var setting : settings()) {
            table.addRowValues(text(help, setting.name()), text(help, description(setting)));
        }
        return table.toString();
    }

    private static Text text(Help help, String text) {
        return help.colorScheme().text(text.replace("@|", "@ |"));
    }

    private static String description(Setting setting) {
        var choices = choices(setting.type());
        return Stream.of(
                        setting.description(),
                        choices.isEmpty() ? "" : "one of " + choices,
                        setting.fallback().isEmpty() ? "" : "default: " + setting.fallback())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String choices(String type) {
        try {
            return type.startsWith(FireworksEmulator.class.getPackageName())
                    ? Settings.choices(Class.forName(type))
                    : "";
        } catch (ClassNotFoundException e) {
            throw new AssertionError(type, e);
        }
    }

    private static List<Setting> settings() {
        var settings = new ArrayList<Setting>();
        for (var property : metadata().path("properties")) {
            settings.add(new Setting(
                    property.path("name").asString(""),
                    property.path("type").asString(""),
                    property.path("defaultValue").asString(""),
                    property.path("description").asString("").replaceAll("\\{@code ([^}]*)}", "$1")));
        }
        return settings;
    }

    /** Libraries have such a file too, so it is read from where our classes are. */
    private static JsonNode metadata() {
        var type = FireworksEmulator.class;
        var path = type.getName().replace('.', '/') + ".class";
        var here = type.getResource("/" + path);
        var root = String.valueOf(here).replace(path, "");
        try (var content = URI.create(root + METADATA).toURL().openStream()) {
            return JsonMapper.shared().readTree(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
