package dev.emulator.fireworks.web;

import dev.emulator.fireworks.routes.Routes.Route;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Finds the emulated call that is nearest to an unknown path. Calls that answer 501 are never suggested. */
@Component
class NearestCall {

    /** Longer paths get no suggestion. The longest path of a call, with the longest ids, is shorter. */
    private static final int LONGEST_PATH = 400;

    /** Shorter parts occur in too many names. */
    private static final int SHORTEST_PART = 4;

    private static final String CONTROL = "/_emulator";

    private final ServedCalls served;

    NearestCall(ServedCalls served) {
        this.served = served;
    }

    /** @param uri the request URI, with percent-encoding */
    Optional<Route> to(String method, String uri) {
        if (uri.length() > LONGEST_PATH) {
            return Optional.empty();
        }
        var path = UriUtils.decode(uri, StandardCharsets.UTF_8);
        var candidates = served.all().stream()
                .filter(call -> call.path().startsWith(CONTROL) == path.startsWith(CONTROL))
                .sorted(Comparator.comparing(call -> !call.method().equals(method)))
                .toList();
        return candidates.stream()
                .filter(call -> isPartOf(path, filled(call.path(), path)))
                .findFirst()
                .or(() -> misspelt(path, candidates));
    }

    /** Compares without the common beginning, because a long account name would make any two paths similar. */
    private static Optional<Route> misspelt(String path, List<Route> candidates) {
        return NearestMatch.to(path, candidates, call -> filled(call.path(), path))
                .filter(call -> {
                    var filled = filled(call.path(), path);
                    var shared = sharedSegments(path, filled);
                    return NearestMatch.to(path.substring(shared), List.of(filled.substring(shared)), rest -> rest)
                            .isPresent();
                });
    }

    /** Returns the length of the common beginning, in whole segments. */
    private static int sharedSegments(String path, String other) {
        var shared = 0;
        for (int i = 0; i < Math.min(path.length(), other.length()) && path.charAt(i) == other.charAt(i); i++) {
            if (path.charAt(i) == '/') {
                shared = i + 1;
            }
        }
        return shared;
    }

    /** Returns whether each segment equals that of the call, or begins or ends it, as {@code fineTuningJobs} does {@code supervisedFineTuningJobs}. */
    private static boolean isPartOf(String path, String call) {
        var given = letters(path).split("/", -1);
        var segments = letters(call).split("/", -1);
        if (given.length != segments.length) {
            return false;
        }
        for (int i = 0; i < given.length; i++) {
            var part = given[i].length() >= SHORTEST_PART
                    && (segments[i].startsWith(given[i]) || segments[i].endsWith(given[i]));
            if (!part && !given[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }

    private static String letters(String path) {
        return path.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Replaces the variables of a template by the values in a path, so that only the rest of the two is compared. */
    private static String filled(String template, String path) {
        var variables = template.split("/", -1);
        var given = path.split("/", -1);
        for (int i = 0; i < Math.min(variables.length, given.length); i++) {
            var open = variables[i].indexOf('{');
            if (open == 0) {
                var verb = variables[i].substring(variables[i].indexOf('}') + 1);
                var colon = given[i].indexOf(':');
                variables[i] = (colon < 0 ? given[i] : given[i].substring(0, colon)) + verb;
            }
        }
        return String.join("/", variables);
    }
}
