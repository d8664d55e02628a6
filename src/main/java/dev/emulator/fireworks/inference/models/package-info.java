/** The lists of models that answer inference requests. */
@NullMarked
package dev.emulator.fireworks.inference.models;

import org.jspecify.annotations.NullMarked;
