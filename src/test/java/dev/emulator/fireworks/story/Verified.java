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

    /** The year and month of the verification. */
    String since() default "2026-08";

    /** The kinds of sources, most reliable first. */
    enum Source {
        /** Seen in traffic of the live service. */
        OBSERVED,
        /** Written in the vendor's documentation, specification or clients. */
        DOCUMENTED,
        /** Concluded from the technology of the service, or decided for the emulator. */
        INFERRED
    }
}
