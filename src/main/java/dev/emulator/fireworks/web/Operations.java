package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every call of the vendor's API, so that one which is not emulated can be told from one which does not exist. */
final class Operations {

    private static final String FILE = "operations.tsv";

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

    private Operations() {}

    /** A call: its method, its path with the variables in braces, and the vendor's name for it. */
    record Operation(String method, String path, String id) {}

    /** Read only when somebody is refused, so that starting costs nothing. */
    private static final class Known {

        private static final List<Route> ROUTES = read().stream()
                .map(operation -> new Route(operation, pattern(operation.path())))
                .sorted(Comparator.comparing(Route::pattern, PathPattern.SPECIFICITY_COMPARATOR))
                .toList();
    }

    private record Route(Operation operation, PathPattern pattern) {}

    /** What to say to a call that no controller takes. */
    static ApiException refusal(String method, String path) {
        var container = PathContainer.parsePath(path);
        var matching = Known.ROUTES.stream()
                .filter(route -> route.pattern().matches(container))
                .toList();
        return matching.stream()
                .map(Route::operation)
                .filter(operation -> operation.method().equals(method))
                .findFirst()
                .map(operation -> new ApiException(
                        Code.UNIMPLEMENTED,
                        operation.id() + " (" + method + " " + operation.path() + ") is not emulated yet"))
                .orElseGet(() -> matching.isEmpty()
                        ? new ApiException(Code.NOT_FOUND, "Not Found")
                        : new ApiException(Code.UNIMPLEMENTED, "Method Not Allowed"));
    }

    static List<Operation> read() {
        try (var file = new ClassPathResource(FILE, Operations.class).getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(cells -> new Operation(cells[0], cells[1], cells[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every variable gets a name of its own, because one of the vendor's paths has the same name twice. */
    private static PathPattern pattern(String path) {
        var unique = VARIABLE.matcher(path).replaceAll(variable -> "{v" + variable.start() + "}");
        return PathPatternParser.defaultInstance.parse(unique);
    }
}
