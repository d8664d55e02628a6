/** Simulated training: losses and metrics as pure functions of the data, the settings and a seed. */
@NullMarked
package dev.emulator.fireworks.training;

import org.jspecify.annotations.NullMarked;
