/** The doctor: checks for problems that prevent the emulator from starting or working well. */
@NullMarked
package dev.emulator.fireworks.cli.doctor;

import org.jspecify.annotations.NullMarked;
