package dev.emulator.fireworks.story;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents the source of a test's expectation. On a class, it holds for all tests without their own annotation. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Verified {

    Source value();

    /** When it was looked up, as year and month. */
    String since() default "2026-08";

    /** How sure an expectation is, surest first. */
    enum Source {
        /** Seen in traffic of the live service. */
        OBSERVED,
        /** Written in the vendor's documentation, specification or clients. */
        DOCUMENTED,
        /** Concluded from what the service is built on, or a decision of the emulator's. */
        INFERRED
    }
}
