/** Messages of the API that several resources share. */
@NullMarked
package dev.emulator.fireworks.types;

import org.jspecify.annotations.NullMarked;
