/** Text utilities: patterns with wildcards, and text without control characters. */
@NullMarked
package dev.emulator.fireworks.text;

import org.jspecify.annotations.NullMarked;
