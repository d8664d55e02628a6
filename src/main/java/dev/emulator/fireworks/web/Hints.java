package dev.emulator.fireworks.web;

import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.routes.Routes;
import dev.emulator.fireworks.store.Rows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells, beside an answer that is the vendor's to the letter, what its reader has probably meant: the nearest route, id or field. The
 * answer's own words are as little help here as they are on the live service.
 */
@Component
class Hints {

    static final String HEADER = "X-Emulator-Hint";

    private static final int MOST_IDS = 1000;
    private static final Pattern RESOURCE = Pattern.compile("/v1/accounts/([^/]+)/([^/:]+)/([^/:]+)(:[^/]*)?");

    private final ObjectProvider<Rows<?>> rows;

    Hints(ObjectProvider<Rows<?>> rows) {
        this.rows = rows;
    }

    /** For an address that leads nowhere. */
    Optional<String> route(String method, String path) {
        var nearest = Nearest.to(
                method + " " + path,
                Routes.all().stream()
                        .map(route ->
                                method + " " + filled(route.path(), path) + "\n" + route.method() + " " + route.path())
                        .toList(),
                candidate -> candidate.substring(0, candidate.indexOf('\n')));
        return nearest.map(found -> "the nearest call is " + found.substring(found.indexOf('\n') + 1));
    }

    /** A template with its variables as they are in a path, so that only the rest of the two is compared. */
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

    /** For a resource that is not there. */
    Optional<String> resource(String path) {
        var name = RESOURCE.matcher(path);
        if (!name.matches()) {
            return Optional.empty();
        }
        var collection = name.group(2);
        return rows.stream()
                .filter(kind -> kind.collection().equals(collection))
                .findFirst()
                .map(kind -> resource(name.group(1), collection, name.group(3), kind.ids(name.group(1), MOST_IDS)));
    }

    private static String resource(String account, String collection, String id, List<String> ids) {
        if (ids.isEmpty()) {
            return "account " + account + " has no " + collection;
        }
        return Nearest.to(id, ids, candidate -> candidate)
                .map(nearest -> "the nearest id is " + nearest)
                .orElse("account " + account + " has " + (ids.size() == MOST_IDS ? "at least " : "") + ids.size() + " "
                        + collection + ", none of a name like this");
    }

    /** For a field that a message does not have. */
    Optional<String> field(ProtoJsonException refusal) {
        var message = refusal.unknownIn();
        var name = refusal.field();
        if (message == null || name == null) {
            return Optional.empty();
        }
        var fields = new ArrayList<String>();
        paths(message, "", new HashSet<>(), fields);
        return Nearest.to(name, fields, path -> path.substring(path.lastIndexOf('.') + 1))
                .map(nearest -> "the nearest field is " + nearest);
    }

    /** Those further in come last, and so are told only where nothing further out is as near. */
    private static void paths(MessageType message, String prefix, Set<MessageType> seen, List<String> paths) {
        if (!seen.add(message)) {
            return;
        }
        message.fields().forEach(field -> paths.add(prefix + field.jsonName()));
        message.fields().stream().filter(field -> field.message() != null).forEach(field -> {
            var inner = field.message();
            if (inner != null) {
                paths(inner, prefix + field.jsonName() + ".", seen, paths);
            }
        });
    }

    /** As a header can have it. */
    static String printable(String hint) {
        return hint.replaceAll("[^ -~]", "?");
    }
}
