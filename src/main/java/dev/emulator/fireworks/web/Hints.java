package dev.emulator.fireworks.web;

import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.store.PublicResources;
import dev.emulator.fireworks.store.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Suggests in a response header what a refused request probably meant: the nearest route, id or field. The body keeps the exact message of
 * the live service.
 */
@Component
class Hints {

    static final String HEADER = "X-Emulator-Hint";

    private static final int MOST_IDS = 1000;
    private static final String CONTROL = "/_emulator";
    private static final String STORAGE = CONTROL + "/v1/storage/";
    private static final String LIST_OF_CALLS = "GET /_emulator/openapi.json lists the calls of the control API";
    private static final Pattern RESOURCE =
            Pattern.compile("(/_emulator)?/v1/accounts/([^/]+)/(?:resources/(?=[^/:]+/))?([^/:]+)/([^/:]+)([:/].*)?");

    private final ObjectProvider<ResourceType<?, ?, ?>> types;
    private final ObjectProvider<PublicResources> publicResources;
    private final NearestCall nearest;
    private final ServedCalls served;

    Hints(
            ObjectProvider<ResourceType<?, ?, ?>> types,
            ObjectProvider<PublicResources> publicResources,
            NearestCall nearest,
            ServedCalls served) {
        this.types = types;
        this.publicResources = publicResources;
        this.nearest = nearest;
        this.served = served;
    }

    /** Returns a hint for an unknown path. */
    Optional<String> route(String method, String path) {
        if (path.startsWith(STORAGE)) {
            return Optional.empty();
        }
        return nearest.to(method, path)
                .map(call -> "the nearest call is " + call.method() + " " + call.path())
                .or(() -> path.startsWith(CONTROL) ? Optional.of(LIST_OF_CALLS) : Optional.empty());
    }

    /** Returns a hint for a resource that does not exist. */
    Optional<String> resource(String path) {
        var name = RESOURCE.matcher(path);
        if (path.length() > NearestMatch.LONGEST || !name.matches()) {
            return Optional.empty();
        }
        var isControl = name.group(1) != null;
        var collection = name.group(3);
        return types.stream()
                .filter(kind -> kind.collection().equals(collection))
                .findFirst()
                .map(kind -> resource(name.group(2), collection, name.group(4), ids(kind, name.group(2))))
                .or(() -> isControl ? list(name.group(2), collection) : Optional.empty());
    }

    private List<String> ids(ResourceType<?, ?, ?> type, String account) {
        return publicResources.stream()
                .filter(known ->
                        PublicResources.belongTo(account) && known.collection().equals(type.collection()))
                .findFirst()
                .map(PublicResources::ids)
                .orElseGet(() -> type.rows().ids(account, MOST_IDS));
    }

    /** Returns a hint with the call of the control API that lists a collection. */
    private Optional<String> list(String account, String collection) {
        return Stream.of("/_emulator/v1/accounts/{account}/" + collection, "/_emulator/v1/" + collection)
                .filter(path -> served.of("GET", path).isPresent())
                .findFirst()
                .map(path -> "GET " + path.replace("{account}", account) + " lists those that exist");
    }

    private static String resource(String account, String collection, String id, List<String> ids) {
        if (ids.isEmpty()) {
            return "account " + account + " has no " + collection;
        }
        return NearestMatch.to(id, ids, candidate -> candidate)
                .map(nearest -> "the nearest id is " + nearest)
                .orElse("account " + account + " has " + (ids.size() == MOST_IDS ? "at least " : "") + ids.size() + " "
                        + collection + ", none with a similar id");
    }

    /** Returns a hint for an unknown field of a message. */
    Optional<String> field(ProtoJsonException refusal) {
        var message = refusal.unknownIn();
        var name = refusal.field();
        if (message == null || name == null) {
            return Optional.empty();
        }
        var fields = new ArrayList<String>();
        paths(message, "", new HashSet<>(), fields);
        return NearestMatch.to(name, fields, path -> path.substring(path.lastIndexOf('.') + 1))
                .map(nearest -> "the nearest field is " + nearest);
    }

    /** Nested fields come last, so that a field further out is preferred at the same distance. */
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

    /** Replaces characters that a header cannot contain. */
    static String printable(String hint) {
        return hint.replaceAll("[^ -~]", "?");
    }
}
