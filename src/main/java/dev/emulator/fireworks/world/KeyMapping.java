package dev.emulator.fireworks.world;

import dev.emulator.fireworks.store.RowKeys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Maps the keys of an archive's rows to new keys of this database. */
final class KeyMapping {

    private final RowKeys keys;
    private final Map<Long, Long> given = new HashMap<>();
    private final Set<Long> rows = new HashSet<>();

    KeyMapping(RowKeys keys) {
        this.keys = keys;
    }

    /** Returns the new key of a row; throws if the archive has another row with the same key. */
    long ofRow(long uid) {
        if (!rows.add(uid)) {
            throw new IllegalArgumentException("another row has the same uid " + uid);
        }
        return ofReference(uid);
    }

    /** Returns the new key for a reference to a row, which may follow later in the archive, or be deleted. */
    long ofReference(long uid) {
        return given.computeIfAbsent(uid, old -> keys.next());
    }

    boolean isRow(long uid) {
        return rows.contains(uid);
    }
}
