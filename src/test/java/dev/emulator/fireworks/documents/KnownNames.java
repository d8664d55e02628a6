package dev.emulator.fireworks.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What the code, its settings, its files and its endpoints are called. A name of a kind that is not known here counts as one that exists. */
final class KnownNames {

    private static final Pattern TYPE =
            Pattern.compile("@?(?:[a-z]+\\.)*((?:[A-Z][a-z0-9]*\\.)?[A-Z][a-z0-9]+(?:[A-Z]\\w*)+(?:\\.[A-Z]\\w+)?)");
    private static final Pattern SETTING =
            Pattern.compile("(?:--)?((?:emulator|server|spring|fireworks\\.emulator)\\.[a-z][\\w.\\[\\]<>-]*)(?:=.*)?");
    private static final Pattern VARIABLE = Pattern.compile("((?:EMULATOR|FIREWORKS)_[A-Z_]+)(?:=.*)?");
    private static final Pattern DIRECTORY_OR_FILE = Pattern.compile("(?:\\.ci|\\.mvn|docs|docker|src)/[\\w./-]+");
    private static final Pattern FILE =
            Pattern.compile("[\\w/-]+\\.(?:py|sh|java|xml|md|yaml|json|properties|tsv|sql)");
    private static final Pattern ENDPOINT =
            Pattern.compile("(?:(GET|POST|PUT|PATCH|DELETE) )?(…(?=[/:])|/_emulator)([\\w/:{}.-]*)");
    private static final Pattern COMMAND = Pattern.compile("(?:java -jar \\S+\\.jar|fireworks-emulator) ([a-z]+).*");
    private static final Pattern OPTION = Pattern.compile("(--[a-z][\\w-]*)(?:[= ].*)?");
    private static final Pattern TESTS = Pattern.compile("\\./mvnw .*-Dtest='?([\\w,]+).*");

    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");
    private static final Pattern IMPORTED = Pattern.compile("import (?:static )?[\\w.]+?\\.([A-Z]\\w*)[.;]");
    private static final Pattern SAVED_AS = Pattern.compile("(?m)^```\\w+\n(?:#|//|<!--) ([\\w./-]+\\.\\w+)");
    private static final Pattern COMMAND_NAME = Pattern.compile("@Command\\(\\s*name = \"(\\w+)\"");

    /** The names in these tests are examples. */
    private static final Path OWN = Path.of("src/test/java/dev/emulator/fireworks/documents");

    private final Set<String> types = new HashSet<>();
    private final Set<String> files = new HashSet<>();
    private final Set<String> commands = new HashSet<>(Set.of("help"));
    private final Set<String> settings = new HashSet<>();
    private final Set<String> maps = new HashSet<>();
    private final List<String> endpoints = new ArrayList<>();
    private final StringBuilder sources = new StringBuilder();

    private KnownNames() {}

    static KnownNames read(List<Path> pages) throws IOException {
        var names = new KnownNames();
        for (var directory : List.of(".ci", "docker", "src")) {
            try (var paths = Files.walk(Path.of(directory))) {
                for (var path : paths.filter(Files::isRegularFile).toList()) {
                    names.readSource(path);
                }
            }
        }
        try (var root = Files.list(Path.of(""))) {
            root.forEach(path -> names.files.add("/" + path));
        }
        for (var page : pages) {
            names.files.add("/" + page);
            add(names.files, SAVED_AS, "/", Files.readString(page));
            add(names.types, DECLARED, "", Files.readString(page));
        }
        names.readSettings();
        names.readEndpoints();
        return names;
    }

    private void readSource(Path path) throws IOException {
        files.add("/" + path);
        if (path.toString().matches(".*\\.(json|tsv|jar|zip|gz|bin|parquet)")) {
            return;
        }
        var text = Files.readString(path, StandardCharsets.ISO_8859_1);
        if (!path.startsWith(OWN)) {
            sources.append(text).append('\n');
        }
        if (path.toString().endsWith(".java")) {
            types.add(path.getFileName().toString().replace(".java", ""));
            add(types, DECLARED, "", text);
            add(types, IMPORTED, "", text);
            add(commands, COMMAND_NAME, "", text);
        }
    }

    private void readSettings() throws IOException {
        var json = new JsonMapper();
        for (var file :
                List.of("spring-configuration-metadata.json", "additional-spring-configuration-metadata.json")) {
            for (var url : Collections.list(getClass().getClassLoader().getResources("META-INF/" + file))) {
                for (var property : json.readTree(url.openStream()).path("properties")) {
                    var name = property.path("name").asString();
                    settings.add(name);
                    if (property.path("type").asString().matches("java\\.util\\.(Map|List|Set).*")) {
                        maps.add(name);
                    }
                }
            }
        }
    }

    private void readEndpoints() throws IOException {
        var paths = new JsonMapper()
                .readTree(Path.of("src/main/resources/openapi.json").toFile())
                .path("paths");
        for (var path : paths.properties()) {
            for (var method : path.getValue().properties()) {
                endpoints.add(method.getKey().toUpperCase(Locale.ROOT) + " " + withoutNames(path.getKey()));
            }
        }
    }

    private static void add(Set<String> to, Pattern pattern, String prefix, String text) {
        pattern.matcher(text).results().map(match -> prefix + match.group(1)).forEach(to::add);
    }

    boolean exists(PrintedNames.Name name) {
        var text = name.text();
        var type = TYPE.matcher(text);
        var setting = SETTING.matcher(text);
        var variable = VARIABLE.matcher(text);
        var endpoint = ENDPOINT.matcher(text);
        var command = COMMAND.matcher(text);
        var option = OPTION.matcher(text);
        var tests = TESTS.matcher(text);
        if (tests.matches()) {
            return types.containsAll(List.of(tests.group(1).split(",")));
        } else if (type.matches()) {
            return types.containsAll(List.of(type.group(1).split("\\.")));
        } else if (FILE.matcher(text).matches()) {
            return files.stream().anyMatch(file -> file.endsWith("/" + text));
        } else if (DIRECTORY_OR_FILE.matcher(text).matches()) {
            return Files.exists(Path.of(text));
        } else if (setting.matches()) {
            return isSetting(setting.group(1));
        } else if (variable.matches()) {
            return isVariable(variable.group(1));
        } else if (endpoint.matches()) {
            return isEndpoint(endpoint.group(1), endpoint.group(2), endpoint.group(3));
        } else if (command.matches()) {
            return commands.contains(command.group(1));
        } else if (option.matches()) {
            return sources.indexOf(option.group(1)) >= 0
                    || sources.indexOf("\"" + option.group(1).substring(2) + "\"") >= 0;
        }
        return true;
    }

    private boolean isSetting(String name) {
        var plain = name.replaceFirst("\\[.*", "");
        return settings.contains(plain)
                || maps.contains(plain)
                || maps.stream().anyMatch(map -> plain.startsWith(map + "."))
                || plain.startsWith("fireworks.emulator.") && sources.indexOf("\"" + plain + "\"") >= 0;
    }

    private boolean isVariable(String name) {
        var plain = name.replace("_", "");
        return settings.stream()
                        .map(setting -> setting.replaceAll("[.-]", "").toUpperCase(Locale.ROOT))
                        .anyMatch(plain::equals)
                || sources.indexOf("\"" + name) >= 0
                || sources.indexOf("{" + name) >= 0
                || sources.indexOf("$" + name) >= 0;
    }

    /** Whether an endpoint has this path, ends with it (after …), or begins with it (where it ends with a slash or is a prefix). */
    private boolean isEndpoint(String method, String start, String rest) {
        var path = withoutNames(start.equals("…") ? rest : start + rest);
        if (path.isEmpty()) {
            return true;
        }
        var known = endpoints.stream()
                .filter(endpoint -> method == null || endpoint.startsWith(method + " "))
                .map(endpoint -> endpoint.substring(endpoint.indexOf(' ') + 1))
                .collect(Collectors.toSet());
        if (start.equals("…")) {
            return known.stream().anyMatch(endpoint -> endpoint.endsWith(path));
        }
        var plain = path.replaceFirst("/$", "");
        return known.stream().anyMatch(endpoint -> endpoint.equals(plain) || endpoint.startsWith(plain + "/"))
                || sources.indexOf(plain.replaceFirst("/\\{.*", "")) >= 0;
    }

    private static String withoutNames(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }
}
