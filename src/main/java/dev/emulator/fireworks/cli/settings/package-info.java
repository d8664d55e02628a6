/** The settings of a start, and their table. */
@NullMarked
package dev.emulator.fireworks.cli.settings;

import org.jspecify.annotations.NullMarked;
