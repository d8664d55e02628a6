/** The control API: the emulator's own endpoints under /_emulator. */
@NullMarked
package dev.emulator.fireworks.control;

import org.jspecify.annotations.NullMarked;
