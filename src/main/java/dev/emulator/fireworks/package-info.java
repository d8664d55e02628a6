/** The emulator: one package for each API resource, on a platform that knows no resource. */
@NullMarked
package dev.emulator.fireworks;

import org.jspecify.annotations.NullMarked;
