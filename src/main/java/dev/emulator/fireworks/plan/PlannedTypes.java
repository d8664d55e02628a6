package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.text.Globs;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Registry of the types of resources that follow plans, by collection.
 *
 * @param <T> the representation of a type
 */
public class PlannedTypes<T extends PlannedType> {

    private final SortedMap<String, T> byCollection = new TreeMap<>();

    /** @throws IllegalStateException if two types have the same collection */
    protected PlannedTypes(List<T> types) {
        for (var type : types) {
            if (byCollection.put(type.collection(), type) != null) {
                throw new IllegalStateException("collection " + type.collection() + " has two types");
            }
        }
    }

    public List<T> all() {
        return List.copyOf(byCollection.values());
    }

    public Optional<T> find(String collection) {
        return Optional.ofNullable(byCollection.get(collection));
    }

    /** @throws ApiException with NOT_FOUND for a collection whose resources have no states */
    public T require(String collection) {
        return find(collection).orElseThrow(() -> new ApiException(Code.NOT_FOUND, unknown(collection)));
    }

    /**
     * @param field the request field that names the collection
     * @throws ApiException with INVALID_ARGUMENT for a collection whose resources have no states
     */
    public T require(String field, String collection) {
        return find(collection)
                .orElseThrow(() -> ApiException.invalidArgument(field, field + ": " + unknown(collection)));
    }

    /** The types whose collection matches a glob; an empty one matches all. */
    List<T> matching(String glob) {
        return byCollection.values().stream()
                .filter(type -> Globs.matches(glob, type.collection()))
                .toList();
    }

    String names() {
        return String.join(", ", byCollection.keySet());
    }

    private String unknown(String collection) {
        return "no collection \"" + collection + "\" has resources with states; the collections are " + names();
    }
}
