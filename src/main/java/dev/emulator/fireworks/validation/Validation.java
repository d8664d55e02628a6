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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Checks messages against the annotations on their records, as strictly as the level in force asks for. */
@Component
public class Validation {

    private static final Class<?>[] ALL = {Default.class, SchemaLevel.class, ServiceLevel.class};

    private final Supplier<Validator> validator;
    private final EmulatorProperties.Validation level;
    private final Validation asService;

    /** @param validator is not asked for before there is a message, because it takes long to make */
    @Autowired
    Validation(ObjectProvider<Validator> validator, EmulatorProperties properties) {
        this(SingletonSupplier.of(validator::getObject), properties.validation());
    }

    private Validation(Supplier<Validator> validator, EmulatorProperties.Validation level) {
        this.validator = validator;
        this.level = level;
        this.asService = isService() ? this : new Validation(validator, EmulatorProperties.Validation.SERVICE);
    }

    /**
     * What is wrong with a message, in the order of its fields, and then what {@code rules} across fields find. What only level {@code
     * service} would find goes as a hint beside the answer.
     */
    public <T extends Record> void check(T message, Rules<T> rules) {
        var violations = new ArrayList<FieldViolation>();
        var others = new ArrayList<FieldViolation>();
        // Asked about all levels at once, since that costs no more than to ask about one.
        validator.get().validate(message, ALL).stream()
                .sorted(Comparator.<ConstraintViolation<T>>comparingInt(violation -> position(message, violation))
                        .thenComparing(violation -> violation.getPropertyPath().toString())
                        .thenComparing(ConstraintViolation::getMessage))
                .forEach(violation -> (counts(violation) ? violations : others).add(violation(violation)));
        rules.check(message, this, violations);
        if (!violations.isEmpty()) {
            throw ApiException.invalidArgument(violations);
        }
        if (!isService()) {
            rules.check(message, asService, others);
            others.stream().findFirst().map(FieldViolation::description).ifPresent(ServiceHints::note);
        }
    }

    /**
     * Makes a check of level {@code service}. At lower levels, what it refuses goes as a hint beside the answer.
     *
     * @param check throws what the service would answer
     */
    public void checkAsService(Runnable check) {
        try {
            check.run();
        } catch (ApiException e) {
            if (isService()) {
                throw e;
            }
            ServiceHints.note(e.getMessage());
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

    private boolean counts(ConstraintViolation<?> violation) {
        var groups = violation.getConstraintDescriptor().getGroups();
        return switch (level) {
            case LENIENT -> groups.contains(Default.class);
            case SCHEMA -> groups.contains(Default.class) || groups.contains(SchemaLevel.class);
            case SERVICE -> true;
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
