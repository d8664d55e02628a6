package dev.emulator.fireworks.story;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a story that the build runs a second time, on PostgreSQL: see the execution {@code postgresql} of Surefire. Without Docker,
 * the second run is reported as skipped.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("postgresql")
@ExtendWith(StoryDatabase.Condition.class)
public @interface AlsoOnPostgresql {}
