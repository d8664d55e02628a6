package dev.emulator.fireworks.protojson;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message kept as its wire text, as the record, or as both. Unwrapped, its fields stand among its parent's, and text
 * goes out as it came in: a list of stored jobs is answered without parsing one of them.
 */
public final class LazyMessage<S extends Record> {

    private final @Nullable Class<S> type;
    private final @Nullable ProtoJson json;
    private final Set<String> present;

    // Both are filled at most once, with the same content whoever comes first, so a race costs a second parse and no
    // more.
    private @Nullable S value;
    private @Nullable String text;

    private LazyMessage(
            @Nullable S value,
            @Nullable String text,
            @Nullable Class<S> type,
            @Nullable ProtoJson json,
            Set<String> present) {
        this.value = value;
        this.text = text;
        this.type = type;
        this.json = json;
        this.present = present;
    }

    public static <S extends Record> LazyMessage<S> of(S value) {
        return new LazyMessage<>(Objects.requireNonNull(value), null, null, null, Set.of());
    }

    static <S extends Record> LazyMessage<S> read(S value, Set<String> present) {
        return new LazyMessage<>(value, null, null, null, Set.copyOf(present));
    }

    /** Keeps what {@link ProtoJson#writeString} made of a message; it is parsed only when somebody asks for the value. */
    public static <S extends Record> LazyMessage<S> ofText(String wireJson, Class<S> type, ProtoJson json) {
        if (!wireJson.startsWith("{") || !wireJson.endsWith("}")) {
            throw new IllegalArgumentException("not a JSON object: " + wireJson);
        }
        return new LazyMessage<>(null, wireJson, type, json, Set.of());
    }

    /** The paths of the fields that the body this was read from named, with whatever value, in JSON's names; a patch changes just these. */
    public Set<String> present() {
        return present;
    }

    public S value() {
        S known = value;
        if (known == null) {
            known = Objects.requireNonNull(json).readStored(Objects.requireNonNull(text), Objects.requireNonNull(type));
            value = known;
        }
        return known;
    }

    /** The wire text, written now if this was made from a record. */
    public String text(ProtoJson writer) {
        String known = text;
        if (known == null) {
            known = writer.writeString(value());
            text = known;
        }
        return known;
    }

    @Nullable
    String knownText() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LazyMessage<?> that
                && (text != null && text.equals(that.text) || value().equals(that.value()));
    }

    @Override
    public int hashCode() {
        return value().hashCode();
    }

    @Override
    public String toString() {
        String known = text;
        return known == null ? value().toString() : known;
    }
}
