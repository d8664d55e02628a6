package dev.emulator.fireworks.inference.learning;

import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.Turn;

/**
 * Identifies a conversation by 64-bit hashes. Case and surplus white space do not count. Turns are added one by one, so that the keys of
 * all beginnings of a conversation cost one pass.
 */
final class ConversationKey {

    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long system = START;
    private boolean hasSystem;
    private long turns;

    /** @param isCompletion whether the conversation is the prompt of a text completion, which never equals a chat */
    ConversationKey(boolean isCompletion) {
        this.turns = isCompletion ? ~START : START;
    }

    void add(Turn turn) {
        if (turn.role() == Role.SYSTEM) {
            system = text(system, turn.text());
            hasSystem |= !turn.text().isBlank();
            return;
        }
        turns = text((turns ^ turn.role().ordinal()) * PRIME, turn.text());
        for (var image : turn.images()) {
            turns = text(turns, image);
        }
        for (var call : turn.toolCalls()) {
            turns = withoutSpace(text(turns, call.name()), call.arguments());
        }
    }

    boolean hasSystem() {
        return hasSystem;
    }

    /** Returns the key of the turns without the system text. */
    long withoutSystem() {
        return mix(turns);
    }

    /** Returns the key of the turns with the system text. */
    long withSystem() {
        return mix(turns * 31 ^ mix(system));
    }

    private static long text(long hash, String text) {
        var result = hash;
        var pendingSpace = false;
        var started = false;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                pendingSpace = started;
            } else {
                if (pendingSpace) {
                    result = (result ^ ' ') * PRIME;
                    pendingSpace = false;
                }
                started = true;
                result = (result ^ Character.toLowerCase(c)) * PRIME;
            }
        }
        // Separates texts, so that moving words between two turns changes the key.
        return (result ^ 0xffff) * PRIME;
    }

    private static long withoutSpace(long hash, String json) {
        var result = hash;
        for (int i = 0; i < json.length(); i++) {
            if (!Character.isWhitespace(json.charAt(i))) {
                result = (result ^ Character.toLowerCase(json.charAt(i))) * PRIME;
            }
        }
        return (result ^ 0xfffe) * PRIME;
    }

    /** The finalizer of MurmurHash3. */
    private static long mix(long value) {
        var mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
