package dev.emulator.fireworks.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a column that get and list do not need and that would make them slower. A row that is read as a view does not have its value. Accessors
 * must use {@link Row#read}, which throws an exception in a view.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OmittedFromViews {}
