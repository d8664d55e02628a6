/** The clock of an account: the machine's, or its own. */
@NullMarked
package dev.emulator.fireworks.clock;

import org.jspecify.annotations.NullMarked;
