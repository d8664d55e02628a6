/** Clocks of accounts. An account uses the machine's clock until it gets its own. */
@NullMarked
package dev.emulator.fireworks.clock;

import org.jspecify.annotations.NullMarked;
