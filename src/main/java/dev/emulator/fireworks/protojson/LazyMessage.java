package dev.emulator.fireworks.protojson;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message as JSON text, as a record, or as both. It is converted on first use. Its text is copied unchanged into responses, so that a list of
 * stored jobs needs no parsing. In JSON, its fields are unwrapped into those of the enclosing message.
 */
public final class LazyMessage<S extends Record> {

    private final @Nullable Class<S> type;
    private final @Nullable ProtoJson json;
    private final Set<String> present;

    // Not synchronised: with a race, both threads compute the same content.
    private @Nullable S value;
    private @Nullable String text;
    private @Nullable Enclosing enclosing;

    /** The message that has this one as a component, and its JSON. It is compared by identity. */
    private record Enclosing(Object message, byte[] json) {}

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

    /** Wraps a text from {@link ProtoJson#writeString}. It is parsed when the value is first used. */
    public static <S extends Record> LazyMessage<S> ofText(String wireJson, Class<S> type, ProtoJson json) {
        if (!wireJson.startsWith("{") || !wireJson.endsWith("}")) {
            throw new IllegalArgumentException("not a JSON object: " + wireJson);
        }
        return new LazyMessage<>(null, wireJson, type, json, Set.of());
    }

    /** The paths of the fields that were present in the request body, with JSON names. An update without a mask changes these. */
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

    /** The JSON text. It is written on first use if this was created from a record. */
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

    /** The JSON of the message that has this one as a component, if it was written before. */
    byte @Nullable [] jsonOf(Object message) {
        Enclosing known = enclosing;
        return known != null && known.message == message ? known.json : null;
    }

    /** Keeps the JSON of the message that has this one as a component. A record has no field for it. */
    void keepJsonOf(Object message, byte[] json) {
        enclosing = new Enclosing(message, json);
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
