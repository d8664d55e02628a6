/** Moves resources along their plans: the engine, the log of transitions, and waits for states. */
@NullMarked
package dev.emulator.fireworks.lifecycle;

import org.jspecify.annotations.NullMarked;
