/** The settings that a start would find, and their table. */
@NullMarked
package dev.emulator.fireworks.cli.settings;

import org.jspecify.annotations.NullMarked;
