package dev.emulator.fireworks.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A column of a row that no answer to a get or a list needs, and that would make them slower. A row that is read as a view is without it,
 * so its accessor goes through {@link Row#read}, which refuses in a view.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OmittedFromViews {}
