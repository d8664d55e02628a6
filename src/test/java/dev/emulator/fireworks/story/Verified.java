package dev.emulator.fireworks.story;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells where a test's expectation comes from; on a class it stands for all its tests that do not say otherwise. */
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
