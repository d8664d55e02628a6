package dev.emulator.fireworks.validation;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.protojson.MessageType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Checks messages against the annotations on their records, as strictly as the level in force asks for. */
@Component
public class Validation {

    private final Supplier<Validator> validator;
    private final EmulatorProperties.Validation level;

    /** @param validator is not asked for before there is a message, because it takes long to make */
    Validation(ObjectProvider<Validator> validator, EmulatorProperties properties) {
        this.validator = SingletonSupplier.of(validator::getObject);
        this.level = properties.validation();
    }

    /** What is wrong with a message, in the order of its fields, and then what {@code rules} across fields find. */
    public <T extends Record> void check(T message, Rules<T> rules) {
        var violations = new ArrayList<FieldViolation>();
        validator.get().validate(message, groups()).stream()
                .sorted(Comparator.<ConstraintViolation<T>>comparingInt(violation -> position(message, violation))
                        .thenComparing(violation -> violation.getPropertyPath().toString())
                        .thenComparing(ConstraintViolation::getMessage))
                .map(Validation::violation)
                .forEach(violations::add);
        rules.check(message, this, violations);
        if (!violations.isEmpty()) {
            throw ApiException.invalidArgument(violations);
        }
    }

    public boolean isLenient() {
        return level == EmulatorProperties.Validation.LENIENT;
    }

    public boolean isService() {
        return level == EmulatorProperties.Validation.SERVICE;
    }

    /** Rules that need more than one field. */
    @FunctionalInterface
    public interface Rules<T> {
        void check(T message, Validation level, List<FieldViolation> violations);
    }

    private Class<?>[] groups() {
        return switch (level) {
            case LENIENT -> new Class<?>[] {Default.class};
            case SCHEMA -> new Class<?>[] {Default.class, Schema.class};
            case SERVICE -> new Class<?>[] {Default.class, Schema.class, Service.class};
        };
    }

    private static int position(Record message, ConstraintViolation<?> violation) {
        var first = violation.getPropertyPath().iterator().next().getName();
        var fields = MessageType.of(message.getClass()).fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).jsonName().equals(first)) {
                return i;
            }
        }
        return fields.size();
    }

    /** Paths are told in proto spelling, as the API's own messages name fields. */
    private static FieldViolation violation(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString();
        return new FieldViolation(protoPath(path), violation.getMessage());
    }

    private static String protoPath(String path) {
        return path.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
