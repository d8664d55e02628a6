/** Where random values come from: one seed, and the distributions that are drawn from. */
@NullMarked
package dev.emulator.fireworks.chance;

import org.jspecify.annotations.NullMarked;
