/** The command line: starts the emulator, looks after a running one, and says what is wrong where it does not start. */
@NullMarked
package dev.emulator.fireworks.cli;

import org.jspecify.annotations.NullMarked;
