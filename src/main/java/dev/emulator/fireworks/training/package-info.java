/** What training would have done: pure functions of the data, the settings and a seed, and nothing else. */
@NullMarked
package dev.emulator.fireworks.training;

import org.jspecify.annotations.NullMarked;
