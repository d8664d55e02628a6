/** The doctor: checks of what would keep the emulator from starting, or from working well. */
@NullMarked
package dev.emulator.fireworks.cli.doctor;

import org.jspecify.annotations.NullMarked;
