package dev.emulator.fireworks.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a field of a {@link Row} that contains a JSON object. Imports check it, and archives mask the secrets in it. */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface JsonColumn {

    /** The message that the object must conform to; any object by default. */
    Class<? extends Record> value() default Record.class;

    /** Whether the text may be empty. */
    boolean mayBeEmpty() default false;

    /** Whether it contains text from a client, so that it can contain secrets. */
    boolean fromClient() default true;
}
