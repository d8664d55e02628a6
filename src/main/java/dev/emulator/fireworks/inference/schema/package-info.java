/** Validation of request bodies, with the service's error messages. */
@NullMarked
package dev.emulator.fireworks.inference.schema;

import org.jspecify.annotations.NullMarked;
