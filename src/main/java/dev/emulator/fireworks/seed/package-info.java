/** Documents that say what is in an account from the start, and the handlers of their keys. */
@NullMarked
package dev.emulator.fireworks.seed;

import org.jspecify.annotations.NullMarked;
