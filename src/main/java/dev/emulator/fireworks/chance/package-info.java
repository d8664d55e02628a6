/** Random values: the seed, and distributions of durations. */
@NullMarked
package dev.emulator.fireworks.chance;

import org.jspecify.annotations.NullMarked;
