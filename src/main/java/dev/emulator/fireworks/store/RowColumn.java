package dev.emulator.fireworks.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.jspecify.annotations.Nullable;

/**
 * A field of a row and its column, according to the JPA annotations. Annotations that only Hibernate understands are refused, because rows
 * would be read differently from how they are written.
 */
record RowColumn(Field field, String name) {

    private static final Set<Class<?>> TYPES = Set.of(
            String.class,
            Instant.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            double.class,
            Double.class,
            boolean.class,
            Boolean.class);

    private static final Set<Class<? extends Annotation>> UNDERSTOOD = Set.of(
            Entity.class,
            Table.class,
            MappedSuperclass.class,
            Id.class,
            IdClass.class,
            GeneratedValue.class,
            SequenceGenerator.class,
            Version.class,
            Column.class,
            Enumerated.class,
            JdbcTypeCode.class);

    /** The columns of a row, the subclass's first. */
    static List<RowColumn> of(Class<?> row) {
        var columns = new ArrayList<RowColumn>();
        for (Class<?> part = row; part != Object.class; part = part.getSuperclass()) {
            requireUnderstood(part, part.getName());
            for (var field : part.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !Modifier.isTransient(field.getModifiers())
                        && !field.isAnnotationPresent(Transient.class)) {
                    columns.add(of(field));
                }
            }
        }
        return columns;
    }

    private static RowColumn of(Field field) {
        var place = field.getDeclaringClass().getName() + "." + field.getName();
        requireUnderstood(field, place);
        var type = field.getType();
        var enumerated = field.getAnnotation(Enumerated.class);
        if (type.isEnum() ? enumerated == null || enumerated.value() != EnumType.STRING : !TYPES.contains(type)) {
            throw new IllegalArgumentException(place + ": Rows cannot read a column as " + type.getSimpleName()
                    + (type.isEnum() ? " unless it is @Enumerated(EnumType.STRING)" : ""));
        }
        field.setAccessible(true);
        return new RowColumn(field, nameOf(field));
    }

    /** The column of a field. */
    static String nameOf(Field field) {
        var column = field.getAnnotation(Column.class);
        return column == null || column.name().isEmpty()
                ? field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : column.name();
    }

    private static void requireUnderstood(AnnotatedElement element, String place) {
        for (var annotation : element.getDeclaredAnnotations()) {
            var type = annotation.annotationType();
            if (isMapping(type.getPackageName()) && !UNDERSTOOD.contains(type)) {
                throw new IllegalArgumentException(place + ": Rows cannot read a field with @" + type.getSimpleName());
            }
        }
    }

    private static boolean isMapping(String packageName) {
        return packageName.startsWith("jakarta.persistence") || packageName.startsWith("org.hibernate");
    }

    boolean isOmittedFromViews() {
        return field.isAnnotationPresent(OmittedFromViews.class);
    }

    void read(ResultSet result, int index, Object row) throws SQLException, IllegalAccessException {
        field.set(row, value(result, index, field.getType()));
    }

    /** Sets a parameter of a statement to a value of the field. */
    void write(@Nullable Object value, PreparedStatement statement, int index) throws SQLException {
        if (value == null) {
            statement.setNull(index, sqlType());
        } else if (value instanceof Instant time) {
            statement.setObject(index, time.atOffset(ZoneOffset.UTC));
        } else if (value instanceof Enum<?> constant) {
            statement.setString(index, constant.name());
        } else {
            statement.setObject(index, value);
        }
    }

    @Nullable
    Object valueOf(Object row) {
        try {
            return field.get(row);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The type of the columns that can be null. */
    private int sqlType() {
        var type = field.getType();
        if (type == Instant.class) {
            return Types.TIMESTAMP_WITH_TIMEZONE;
        }
        if (type == Integer.class) {
            return Types.INTEGER;
        }
        if (type == Long.class) {
            return Types.BIGINT;
        }
        if (type == Double.class) {
            return Types.DOUBLE;
        }
        return type == Boolean.class ? Types.BOOLEAN : Types.VARCHAR;
    }

    private static @Nullable Object value(ResultSet result, int index, Class<?> type) throws SQLException {
        if (type == String.class) {
            return result.getString(index);
        }
        if (type == Instant.class) {
            var time = result.getObject(index, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
        if (type == int.class) {
            return result.getInt(index);
        }
        if (type == long.class) {
            return result.getLong(index);
        }
        if (type == double.class) {
            return result.getDouble(index);
        }
        if (type == boolean.class) {
            return result.getBoolean(index);
        }
        if (type.isEnum()) {
            return constant(type, result.getString(index));
        }
        return result.getObject(index, type);
    }

    private static @Nullable Object constant(Class<?> type, @Nullable String name) {
        for (var constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        if (name != null) {
            throw new IllegalArgumentException("unknown " + type.getSimpleName() + " " + name);
        }
        return null;
    }
}
