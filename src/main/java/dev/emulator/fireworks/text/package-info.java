/** Texts that people write: patterns, and characters that cannot be shown. */
@NullMarked
package dev.emulator.fireworks.text;

import org.jspecify.annotations.NullMarked;
