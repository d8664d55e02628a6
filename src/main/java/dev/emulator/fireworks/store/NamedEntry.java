package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An entry of a list in {@link AccountSettings}, with a name like that of a resource. */
public interface NamedEntry {

    /** The full name, such as {@code accounts/{account}/faults/{fault}}. */
    String name();

    /** Returns the last segment of the name. */
    default String id() {
        return name().substring(name().lastIndexOf('/') + 1);
    }

    /**
     * Adds an entry at the end.
     *
     * @throws ApiException ALREADY_EXISTS if there is one of its id
     */
    static <E extends NamedEntry> List<E> with(List<E> entries, E entry) {
        if (has(entries, entry.id())) {
            throw ApiException.alreadyExists("resource " + entry.name() + " already exists");
        }
        var more = new ArrayList<>(entries);
        more.add(entry);
        return List.copyOf(more);
    }

    /**
     * Removes an entry.
     *
     * @throws ApiException NOT_FOUND if there is none of the id
     */
    static <E extends NamedEntry> List<E> without(List<E> entries, String id) {
        if (!has(entries, id)) {
            throw ApiException.notFound();
        }
        return entries.stream().filter(entry -> !entry.id().equals(id)).toList();
    }

    /**
     * Returns the entry of an id.
     *
     * @throws ApiException NOT_FOUND if there is none
     */
    static <E extends NamedEntry> E get(List<E> entries, String id) {
        return entries.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(ApiException::notFound);
    }

    /**
     * Checks the name of an imported entry.
     *
     * @param kind such as {@code fault}
     * @param name the name that it must have
     * @param taken the names of the entries before it, to which its name is added
     * @throws ApiException INVALID_ARGUMENT if it has another name, or the name of another entry
     */
    static void checkName(String kind, NamedEntry entry, ResourceName name, Set<String> taken) {
        if (!entry.name().equals(name.toString()) || !taken.add(entry.name())) {
            throw ApiException.invalidArgument(
                    "name", kind + " \"" + entry.name() + "\" must have the name " + name + ", which must be unique");
        }
    }

    /** Returns the next number that makes an unused id with a prefix, after the numbers that were used before. */
    static int nextNumber(List<? extends NamedEntry> entries, String prefix, int used) {
        var number = used + 1;
        while (has(entries, prefix + number)) {
            number++;
        }
        return number;
    }

    private static boolean has(List<? extends NamedEntry> entries, String id) {
        return entries.stream().anyMatch(entry -> entry.id().equals(id));
    }
}
