/** What a command reads from and writes to, and the errors that end it. */
@NullMarked
package dev.emulator.fireworks.cli.console;

import org.jspecify.annotations.NullMarked;
