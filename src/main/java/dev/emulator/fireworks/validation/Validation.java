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

/** Validates messages against the annotations on their records, at the configured level. */
@Component
public class Validation {

    private static final Class<?>[] ALL = {Default.class, SchemaLevel.class, ServiceLevel.class};

    private final Supplier<Validator> validator;
    private final EmulatorProperties.Validation level;
    private final Validation asService;

    /** @param validator created for the first message, because that takes long */
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
     * Validates a message: its fields in their order, then {@code rules} across fields. Violations that only level {@code service} refuses
     * become a hint in the answer.
     *
     * @throws ApiException INVALID_ARGUMENT with all violations of the configured level
     */
    public <T extends Record> void check(T message, Rules<T> rules) {
        var violations = new ArrayList<FieldViolation>();
        var others = new ArrayList<FieldViolation>();
        // Validating all groups at once costs no more than validating one.
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
     * Runs a check of level {@code service}. At lower levels, a refusal becomes a hint in the answer.
     *
     * @param check throws the {@link ApiException} that the service would answer
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

    /** Adds a hint to the answer: the reason for which level {@code service} would refuse the request. */
    public void hint(String reason) {
        ServiceHints.note(reason);
    }

    public boolean isLenient() {
        return level == EmulatorProperties.Validation.LENIENT;
    }

    public boolean isService() {
        return level == EmulatorProperties.Validation.SERVICE;
    }

    /** Rules across several fields. */
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

    /** Error messages of the API name fields in proto spelling (snake_case). */
    private static FieldViolation violation(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString();
        return new FieldViolation(protoPath(path), violation.getMessage());
    }

    private static String protoPath(String path) {
        return path.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
