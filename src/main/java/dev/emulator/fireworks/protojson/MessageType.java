package dev.emulator.fireworks.protojson;

import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The protobuf descriptor of a record: its fields in JSON, including those of unwrapped components. */
public final class MessageType {

    private static final ClassValue<MessageType> TYPES = new ClassValue<>() {
        @Override
        protected MessageType computeValue(Class<?> type) {
            return new MessageType(type);
        }
    };

    private static final ClassValue<Boolean> DESCRIBED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return type.isRecord() && TYPES.get(type).describesFields(new HashSet<>());
            } catch (IllegalArgumentException | InaccessibleObjectException notAMessage) {
                return false;
            }
        }
    };

    private final Class<?> recordClass;
    private final List<Field> fields;
    private final Map<String, Field> byName = new HashMap<>();
    private final Layout layout;
    private int fingerprint;

    private MessageType(Class<?> recordClass) {
        this.recordClass = recordClass;
        List<Field> found = new ArrayList<>();
        this.layout = Layout.of(recordClass, found);
        this.fields = List.copyOf(found);
        for (Field field : fields) {
            if (byName.put(field.jsonName, field) != null) {
                throw new IllegalArgumentException(recordClass.getName() + " has two fields " + field.jsonName);
            }
        }
        fields.forEach(field -> byName.putIfAbsent(field.protoName, field));
    }

    public static MessageType of(Class<? extends Record> type) {
        return TYPES.get(type);
    }

    static MessageType ofRaw(Class<?> type) {
        return TYPES.get(type);
    }

    /** Whether all components of a record have protobuf types. */
    static boolean describes(Class<?> type) {
        return DESCRIBED.get(type);
    }

    private boolean describesFields(Set<Class<?>> seen) {
        if (seen.add(recordClass)) {
            for (Field field : fields) {
                MessageType message = field.message();
                if (message != null && !message.describesFields(seen)) {
                    return false;
                }
            }
        }
        return true;
    }

    public List<Field> fields() {
        return fields;
    }

    public @Nullable Field field(String camelOrSnake) {
        return byName.get(camelOrSnake);
    }

    /** A hash of the message's JSON format. It is the same in all releases with the same format. */
    public int fingerprint() {
        // Cached because every row that is read needs it. A race computes the same number twice.
        if (fingerprint == 0) {
            StringBuilder description = new StringBuilder();
            describe(description, new HashSet<>());
            fingerprint = description.toString().hashCode();
        }
        return fingerprint;
    }

    private void describe(StringBuilder out, Set<Class<?>> seen) {
        if (!seen.add(recordClass)) {
            return;
        }
        out.append('{');
        for (Field field : fields) {
            out.append(field.jsonName).append(':').append(field.kind).append(field.shape);
            out.append(field.optional ? "?" : "").append(field.oneof == null ? "" : "|" + field.oneof);
            out.append(field.enumNames);
            MessageType message = field.message();
            if (message != null) {
                message.describe(out, seen);
            }
            out.append(';');
        }
        out.append('}');
    }

    /** The name of this message in errors. */
    String fullName() {
        return "gateway." + recordClass.getSimpleName();
    }

    Layout layout() {
        return layout;
    }

    /** A message without any field set. */
    public static <T extends Record> T unset(Class<T> type) {
        return type.cast(of(type).zero());
    }

    Object zero() {
        return layout.create(new Object[fields.size()], Set.of());
    }

    /**
     * Returns a copy of a message in which some fields are replaced by those of another message (AIP-134).
     *
     * @param paths paths of the fields with JSON names, with dots for fields of inner messages
     */
    public <T extends Record> T merge(T message, T changes, Set<String> paths) {
        @SuppressWarnings("unchecked") // the layout is that of the message's own class
        T merged = (T) merged(message, changes, paths);
        return merged;
    }

    /**
     * Returns a copy of a message with other values of some fields.
     *
     * @param changed the values by JSON names
     */
    public static <T extends Record> T with(T message, Map<String, ?> changed) {
        MessageType type = of(message.getClass());
        @Nullable Object[] values = new @Nullable Object[type.fields.size()];
        type.layout.take(message, values);
        changed.forEach((name, value) -> values[Objects.requireNonNull(type.field(name), name).index] = value);
        @SuppressWarnings("unchecked") // the layout is that of the message's own class
        T copy = (T) type.layout.create(values, Set.of());
        return copy;
    }

    private Object merged(Object message, Object changes, Set<String> paths) {
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        @Nullable Object[] changed = new @Nullable Object[fields.size()];
        layout.take(message, values);
        layout.take(changes, changed);
        for (Field field : fields) {
            Object value = changed[field.index];
            Set<String> below = below(field.jsonName, paths);
            if (paths.contains(field.jsonName) || !below.isEmpty() && value == null) {
                clearOneof(field, value, values);
                values[field.index] = value;
            } else if (value instanceof Map<?, ?> entries && !below.isEmpty()) {
                values[field.index] = mergedEntries(values[field.index], entries, below);
            } else if (value != null && !below.isEmpty()) {
                clearOneof(field, value, values);
                MessageType inner = field.requireMessage();
                Object before = values[field.index];
                values[field.index] = inner.merged(before == null ? inner.zero() : before, value, below);
            }
        }
        return layout.create(values, Set.of());
    }

    /** Replaces the entries with these keys. Those that are not among the changes are removed. */
    private static Map<Object, Object> mergedEntries(@Nullable Object before, Map<?, ?> changes, Set<String> keys) {
        Map<Object, Object> merged = new LinkedHashMap<>();
        if (before instanceof Map<?, ?> entries) {
            merged.putAll(entries);
        }
        for (String key : keys) {
            Object value = changes.get(key);
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        }
        return merged;
    }

    private static Set<String> below(String jsonName, Set<String> paths) {
        String prefix = jsonName + ".";
        return paths.stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    private void clearOneof(Field changed, @Nullable Object value, @Nullable Object[] values) {
        for (Field other : fields) {
            if (value != null && changed.oneof != null && changed.oneof.equals(other.oneof)) {
                values[other.index] = null;
            }
        }
    }

    /** The cardinality of a field. */
    public enum Shape {
        SINGULAR,
        LIST,
        MAP
    }

    /**
     * A field. For lists and maps, kind and type are those of the elements.
     *
     * @param nullable whether an unset field is {@code null} in JSON (or absent, if optional or in a oneof)
     */
    public record Field(
            int index,
            String jsonName,
            String protoName,
            Kind kind,
            Shape shape,
            boolean optional,
            boolean nullable,
            @Nullable String oneof,
            Class<?> javaType,
            List<String> enumNames) {

        /** The descriptor of a message field. Resolved on demand, because messages can be recursive. */
        public @Nullable MessageType message() {
            return kind == Kind.MESSAGE ? TYPES.get(javaType) : null;
        }

        MessageType requireMessage() {
            return TYPES.get(javaType);
        }

        boolean absentWhenUnset() {
            return optional || oneof != null;
        }

        @Nullable
        Object zero() {
            return switch (shape) {
                case LIST -> List.of();
                case MAP -> Map.of();
                case SINGULAR -> {
                    if (nullable) {
                        yield null;
                    }
                    yield kind == Kind.MESSAGE ? requireMessage().zero() : kind.zero(javaType);
                }
            };
        }

        @Nullable
        Object enumConstant(String name) {
            int at = enumNames.indexOf(name);
            return at < 0 ? null : javaType.getEnumConstants()[at];
        }

        @Nullable
        Object enumConstant(long number) {
            return Arrays.stream(javaType.getEnumConstants())
                    .filter(constant -> number == number((Enum<?>) constant))
                    .findFirst()
                    .orElse(null);
        }

        private static int number(Enum<?> constant) {
            return constant instanceof ProtoEnum numbered ? numbered.number() : constant.ordinal();
        }
    }
}
