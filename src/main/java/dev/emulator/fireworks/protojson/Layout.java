package dev.emulator.fireworks.protojson;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.SerializedString;

/** Creates records from field values and reads field values from records. Reflection metadata is collected once. */
final class Layout {

    private final Class<?> recordClass;
    private final List<Part> parts;
    private final @Nullable Part stored;
    private final Constructor<?> constructor;

    private Layout(Class<?> recordClass, List<Part> parts, Constructor<?> constructor) {
        this.recordClass = recordClass;
        this.parts = parts;
        this.stored = parts.stream()
                .filter(part -> part instanceof Part.Group group && group.stored())
                .findFirst()
                .orElse(null);
        this.constructor = constructor;
    }

    /** A component of a record: one field, or a group of unwrapped fields. */
    sealed interface Part {
        Method accessor();

        record Leaf(Method accessor, MessageType.Field field, SerializedString name) implements Part {}

        record Group(Method accessor, Layout layout, boolean stored) implements Part {}
    }

    /** Creates the layout of a record, and adds its fields to those of the enclosing record. */
    static Layout of(Class<?> recordClass, List<MessageType.Field> fields) {
        RecordComponent[] components = recordClass.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(recordClass.getName() + " is not a record");
        }
        List<Part> parts = new ArrayList<>();
        for (RecordComponent component : components) {
            parts.add(part(component, fields));
        }
        return new Layout(recordClass, List.copyOf(parts), constructor(recordClass, components));
    }

    /** The component of a message that is a {@link LazyMessage}. */
    @Nullable
    LazyMessage<?> stored(Object message) {
        return stored == null ? null : (LazyMessage<?>) get(stored, message);
    }

    List<Part> parts() {
        return parts;
    }

    /**
     * Creates the record from the values of its fields. An unset (null) value is replaced by the zero value.
     *
     * @param named the paths of the fields that were present in the JSON
     */
    Object create(@Nullable Object[] values, Set<String> named) {
        @Nullable Object[] arguments = new @Nullable Object[parts.size()];
        for (int i = 0; i < arguments.length; i++) {
            Part part = parts.get(i);
            if (part instanceof Part.Leaf leaf) {
                Object value = values[leaf.field.index()];
                arguments[i] = value == null ? leaf.field.zero() : value;
            } else if (part instanceof Part.Group group) {
                Object inner = group.layout.create(values, named);
                arguments[i] = group.stored ? LazyMessage.read((Record) inner, group.layout.names(named)) : inner;
            }
        }
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(recordClass.getName(), e);
        }
    }

    private Set<String> names(Set<String> named) {
        return named.stream().filter(path -> has(path.split("\\.", 2)[0])).collect(Collectors.toUnmodifiableSet());
    }

    private boolean has(String jsonName) {
        return parts.stream()
                .anyMatch(part -> part instanceof Part.Leaf leaf
                        ? leaf.field.jsonName().equals(jsonName)
                        : ((Part.Group) part).layout.has(jsonName));
    }

    /** The inverse of {@link #create}: reads the values of the fields, each to its index. */
    void take(Object message, @Nullable Object[] values) {
        for (Part part : parts) {
            Object value = get(part, message);
            if (part instanceof Part.Leaf leaf) {
                values[leaf.field.index()] = value;
            } else if (part instanceof Part.Group group && value != null) {
                group.layout.take(group.stored ? ((LazyMessage<?>) value).value() : value, values);
            }
        }
    }

    // A method handle that is not a constant would be several times slower, because it cannot be inlined.
    static @Nullable Object get(Part part, Object message) {
        try {
            return part.accessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Part part(RecordComponent component, List<MessageType.Field> fields) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        if (accessor.isAnnotationPresent(JsonUnwrapped.class)) {
            boolean stored = component.getType() == LazyMessage.class;
            Class<?> inner = stored ? argument(component, 0) : component.getType();
            return new Part.Group(accessor, of(inner, fields), stored);
        }
        MessageType.Field field = field(component, fields.size());
        fields.add(field);
        return new Part.Leaf(accessor, field, new SerializedString(field.jsonName()));
    }

    private static MessageType.Field field(RecordComponent component, int index) {
        MessageType.Shape shape = component.getType() == List.class
                ? MessageType.Shape.LIST
                : component.getType() == Map.class ? MessageType.Shape.MAP : MessageType.Shape.SINGULAR;
        Class<?> type = switch (shape) {
            case LIST -> argument(component, 0);
            case MAP -> argument(component, 1);
            case SINGULAR -> component.getType();
        };
        Kind kind = Kind.of(type);
        if (kind == null || shape == MessageType.Shape.MAP && argument(component, 0) != String.class) {
            throw new IllegalArgumentException(
                    component + " of " + component.getDeclaringRecord() + " is not a protobuf type");
        }
        OneOf oneof = component.getAnnotation(OneOf.class);
        boolean optional = component.isAnnotationPresent(ProtoOptional.class);
        boolean presence = kind == Kind.TIMESTAMP || kind == Kind.DURATION || kind == Kind.VALUE;
        String jsonName = jsonName(component);
        return new MessageType.Field(
                index,
                jsonName,
                protoName(jsonName),
                kind,
                shape,
                optional,
                shape == MessageType.Shape.SINGULAR && (presence || optional || oneof != null || isNullable(component)),
                oneof == null ? null : oneof.value(),
                type,
                kind == Kind.ENUM ? names(type) : List.of());
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }

    private static boolean isNullable(RecordComponent component) {
        AnnotatedElement type = component.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }

    private static String jsonName(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? component.getName() : named.value();
    }

    // Protobuf removes each underscore and capitalises the letter after it. Digits are not changed, so awsS3Config is
    // aws_s3_config.
    private static String protoName(String jsonName) {
        StringBuilder out = new StringBuilder();
        for (char c : jsonName.toCharArray()) {
            if (c >= 'A' && c <= 'Z') {
                out.append('_').append((char) (c + 'a' - 'A'));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static Class<?> argument(RecordComponent component, int index) {
        if (component.getGenericType() instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[index];
            if (argument instanceof Class<?> type) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                component + " of " + component.getDeclaringRecord() + " has no plain element type");
    }

    private static Constructor<?> constructor(Class<?> recordClass, RecordComponent[] components) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> canonical = recordClass.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
