/** The command line: starts the emulator, controls a running one, and finds the problem if it does not start. */
@NullMarked
package dev.emulator.fireworks.cli;

import org.jspecify.annotations.NullMarked;
