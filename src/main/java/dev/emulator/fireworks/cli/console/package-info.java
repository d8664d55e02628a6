/** The terminal of a command, and the exceptions that end it. */
@NullMarked
package dev.emulator.fireworks.cli.console;

import org.jspecify.annotations.NullMarked;
