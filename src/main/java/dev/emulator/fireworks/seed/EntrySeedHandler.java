package dev.emulator.fireworks.seed;

import dev.emulator.fireworks.protojson.ProtoJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seeds the entries of a list in the settings of an account. An entry that already exists is left unchanged.
 *
 * @param <T> the entry
 */
public abstract class EntrySeedHandler<T extends Record> implements SeedHandler {

    private final String key;
    private final Class<T> type;
    private final ProtoJson protoJson;

    protected EntrySeedHandler(String key, Class<T> type, ProtoJson protoJson) {
        this.key = key;
        this.type = type;
        this.protoJson = protoJson;
    }

    @Override
    public final String key() {
        return key;
    }

    @Override
    public final Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var entry = protoJson.read(protoJson.writeBytes(fields), type);
        check(account, id, entry);
        return () -> {
            if (exists(account, id)) {
                return Outcome.UNCHANGED;
            }
            add(account, id, entry);
            return Outcome.CREATED;
        };
    }

    /** Validates an entry that is to be added later. */
    protected abstract void check(String account, String id, T entry);

    protected abstract boolean exists(String account, String id);

    protected abstract void add(String account, String id, T entry);
}
