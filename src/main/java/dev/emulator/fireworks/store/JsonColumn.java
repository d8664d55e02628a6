package dev.emulator.fireworks.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a field of a {@link Row} whose text is a JSON object. Archives are refused where it is none, and mask secrets in it. */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface JsonColumn {

    /** The message that the text can be read as; any object by default. */
    Class<? extends Record> value() default Record.class;

    /** Whether the text can also be empty. */
    boolean mayBeEmpty() default false;

    /** Whether a client wrote some of it, so that secrets can be in it. */
    boolean fromClient() default true;
}
