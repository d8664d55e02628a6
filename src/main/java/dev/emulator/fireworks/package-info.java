/** The emulator: API resources as rooms, on a platform that knows no resource. */
@NullMarked
package dev.emulator.fireworks;

import org.jspecify.annotations.NullMarked;
