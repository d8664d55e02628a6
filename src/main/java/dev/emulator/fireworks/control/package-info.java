/** The emulator's own addresses under /_emulator, never the vendor's. */
@NullMarked
package dev.emulator.fireworks.control;

import org.jspecify.annotations.NullMarked;
