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

/** All calls of clients, with their paths and the vendor's operation names. */
public final class Routes {

    private static final String FILE = "operations.tsv";
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

    /** Calls that the vendor's OpenAPI document lacks: the check of a key, and the object store behind signed URLs. */
    private static final List<Route> BESIDES = List.of(
            new Route("GET", "/verifyApiKey", "VerifyApiKey"),
            new Route("GET", "/_emulator/v1/storage/{account_id}/{collection}/{id}/{*filename}", "GetObject"),
            new Route("PUT", "/_emulator/v1/storage/{account_id}/{collection}/{id}/{*filename}", "PutObject"),
            new Route("POST", "/_emulator/v1/storage/{account_id}/{collection}/{id}/{*filename}", "BeginObject"));

    /** The first path segments of inference calls after {@code /v1/}, as sent by clients whose base URL lacks {@code /inference}. */
    private static final Set<String> INFERENCE =
            Set.of("audio", "chat", "completions", "embeddings", "messages", "models", "rerank", "responses");

    private static final Set<String> GENERATING = Set.of(
            "create_chat_completion_v1_chat_completions_post",
            "create_completion_v1_completions_post",
            "create_response_v1_responses_post",
            "messages_post");

    private static final String ACCOUNTS = "/v1/accounts/";
    private static final String INFERENCE_PREFIX = "/inference";
    private static final String INFERENCE_ACCOUNTS = INFERENCE_PREFIX + ACCOUNTS;
    private static final String STORAGE = "/_emulator/v1/storage/";

    private Routes() {}

    /**
     * A call.
     *
     * @param path the template, with variables in braces
     * @param id the vendor's operation name, such as {@code GetSupervisedFineTuningJob}
     */
    public record Route(String method, String path, String id) {

        /** Returns whether the call makes a model generate text, in a stream if the client asks for one. */
        public boolean generatesText() {
            return GENERATING.contains(id);
        }
    }

    /** Loaded on first use, to keep the start fast. */
    private static final class Known {

        private static final List<Matcher> MATCHERS = Stream.concat(read().stream(), BESIDES.stream())
                .map(route -> new Matcher(route, pattern(route.path())))
                .sorted(Comparator.comparing(Matcher::pattern, PathPattern.SPECIFICITY_COMPARATOR))
                .toList();
    }

    private record Matcher(Route route, PathPattern pattern) {}

    /** Returns all calls, of the vendor's API and of the object store, in no particular order. */
    public static List<Route> all() {
        return Known.MATCHERS.stream().map(Matcher::route).toList();
    }

    /** Returns the calls at a path, of any method, the most specific first. */
    public static List<Route> at(String path) {
        var container = PathContainer.parsePath(path);
        return Known.MATCHERS.stream()
                .filter(matcher -> matcher.pattern().matches(container))
                .map(Matcher::route)
                .toList();
    }

    /** Returns the call that a request makes; empty if there is no such call. */
    public static Optional<Route> of(String method, String path) {
        return at(path).stream().filter(route -> route.method().equals(method)).findFirst();
    }

    /** Returns whether a path belongs to the vendor's API or the object store, and not to the control API. */
    public static boolean isClients(String path) {
        return !path.startsWith("/_emulator") || path.startsWith(STORAGE);
    }

    /** Returns whether a path belongs to inference, whose clients read errors in OpenAI's shape. */
    public static boolean isInference(String path) {
        return path.startsWith("/inference/")
                || path.startsWith("/v1/")
                        && INFERENCE.contains(path.substring("/v1/".length()).split("[/:]", 2)[0]);
    }

    /** Returns whether a path is that of messages, whose clients read errors in Anthropic's format. */
    public static boolean isMessages(String path) {
        return path.equals("/inference/v1/messages") || path.equals("/v1/messages");
    }

    /** Returns the account in a path, decoded as Spring MVC decodes it; null if the path names none. */
    public static @Nullable String account(String path) {
        if (path.startsWith(INFERENCE_ACCOUNTS)) {
            return account(path.substring(INFERENCE_PREFIX.length()));
        }
        // Called several times for every request, and few paths need parsing.
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

    /** Renames all variables, because one of the vendor's paths uses the same name twice, which a pattern may not. */
    private static PathPattern pattern(String path) {
        var unique = VARIABLE.matcher(path)
                .replaceAll(variable -> variable.group().startsWith("{*")
                        ? "{*v" + variable.start() + "}"
                        : "{v" + variable.start() + "}");
        return PathPatternParser.defaultInstance.parse(unique);
    }
}
