package dev.emulator.fireworks.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Knows every call, by its path and by the vendor's name for it. */
public final class Routes {

    private static final String FILE = "operations.tsv";
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

    /** Calls that the vendor's document is silent about; signed addresses lead to the last of them. */
    private static final List<Route> BESIDES = List.of(
            new Route("GET", "/verifyApiKey", "VerifyApiKey"),
            new Route("GET", "/_emulator/v1/storage/{account_id}/{collection}/{id}/{*filename}", "GetObject"),
            new Route("PUT", "/_emulator/v1/storage/{account_id}/{collection}/{id}/{*filename}", "PutObject"),
            new Route("POST", "/_emulator/v1/storage/{account_id}/{collection}/{id}/{*filename}", "BeginObject"));

    /** The first segments of inference after {@code /v1/}, where clients look for it whose base URL is the emulator's root. */
    private static final Set<String> INFERENCE =
            Set.of("audio", "chat", "completions", "embeddings", "messages", "models", "rerank", "responses");

    private static final String ACCOUNTS = "/v1/accounts/";
    private static final String STORAGE = "/_emulator/v1/storage/";

    private Routes() {}

    /**
     * A call.
     *
     * @param path with the variables in braces
     * @param id the vendor's name for it, such as {@code GetSupervisedFineTuningJob}
     */
    public record Route(String method, String path, String id) {}

    /** Read only when somebody asks, so that starting costs nothing. */
    private static final class Known {

        private static final List<Matcher> MATCHERS = Stream.concat(read().stream(), BESIDES.stream())
                .map(route -> new Matcher(route, pattern(route.path())))
                .sorted(Comparator.comparing(Matcher::pattern, PathPattern.SPECIFICITY_COMPARATOR))
                .toList();
    }

    private record Matcher(Route route, PathPattern pattern) {}

    /** The vendor's and the object store's, in no order that means anything. */
    public static List<Route> all() {
        return Known.MATCHERS.stream().map(Matcher::route).toList();
    }

    /** The calls at an address, by whatever method, the closest match first. */
    public static List<Route> at(String path) {
        var container = PathContainer.parsePath(path);
        return Known.MATCHERS.stream()
                .filter(matcher -> matcher.pattern().matches(container))
                .map(Matcher::route)
                .toList();
    }

    /** Which call a request is; empty for one that does not exist. */
    public static Optional<Route> of(String method, String path) {
        return at(path).stream().filter(route -> route.method().equals(method)).findFirst();
    }

    /** Whether an address is a client's and not one of the emulator's own. */
    public static boolean isClients(String path) {
        return !path.startsWith("/_emulator") || path.startsWith(STORAGE);
    }

    /** Whether clients of inference call it, who read errors in OpenAI's shape. */
    public static boolean isInference(String path) {
        return path.startsWith("/inference/")
                || path.startsWith("/v1/")
                        && INFERENCE.contains(path.substring("/v1/".length()).split("[/:]", 2)[0]);
    }

    /** The account that an address names, read as the controllers will read it; unset where it names none. */
    public static @Nullable String account(String path) {
        // Asked several times about every request, and few addresses are spelled in a way that takes parsing.
        if (path.startsWith(ACCOUNTS) && isPlain(path)) {
            var end = ACCOUNTS.length();
            while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != ':') {
                end++;
            }
            return end == ACCOUNTS.length() ? null : path.substring(ACCOUNTS.length(), end);
        }
        var segments = segments(path);
        var before = path.startsWith(STORAGE) ? 3 : 2;
        return segments.size() > before
                        && (before == 3
                                || segments.get(0).equals("v1")
                                        && segments.get(1).equals("accounts"))
                ? segments.get(before).split(":", 2)[0]
                : null;
    }

    private static boolean isPlain(String path) {
        return path.indexOf('%') < 0 && path.indexOf(';') < 0 && !path.contains("//");
    }

    private static List<String> segments(String path) {
        return PathContainer.parsePath(path).elements().stream()
                .filter(PathContainer.PathSegment.class::isInstance)
                .map(segment -> ((PathContainer.PathSegment) segment).valueToMatch())
                .toList();
    }

    private static List<Route> read() {
        try (var file = new ClassPathResource(FILE, Routes.class).getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(cells -> new Route(cells[0], cells[1], cells[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every variable gets a name of its own, because one of the vendor's paths has the same name twice. */
    private static PathPattern pattern(String path) {
        var unique = VARIABLE.matcher(path)
                .replaceAll(variable -> variable.group().startsWith("{*")
                        ? "{*v" + variable.start() + "}"
                        : "{v" + variable.start() + "}");
        return PathPatternParser.defaultInstance.parse(unique);
    }
}
