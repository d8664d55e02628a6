package dev.emulator.fireworks.validation;

import dev.emulator.fireworks.aip.ResourceName;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Requires a text to be empty, a full resource name in the collection, or, unless {@code full} is set, a bare id. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ResourceNameFormat.Check.class)
@Repeatable(ResourceNameFormat.List.class)
public @interface ResourceNameFormat {

    String collection();

    boolean full() default false;

    String message();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Container of several annotations on one field, for several levels. */
    @Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        ResourceNameFormat[] value();
    }

    /** The validator. */
    class Check implements ConstraintValidator<ResourceNameFormat, String> {

        private String collection = "";
        private boolean full;

        @Override
        public void initialize(ResourceNameFormat annotation) {
            collection = annotation.collection();
            full = annotation.full();
        }

        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            if (value.isEmpty()) {
                return true;
            }
            return ResourceName.parse(value)
                    .map(name -> name.collection().equals(collection) && ResourceName.isValidId(name.id()))
                    .orElseGet(() -> !full && ResourceName.isValidId(value));
        }
    }
}
