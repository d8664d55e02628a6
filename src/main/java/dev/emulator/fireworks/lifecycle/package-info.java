/** Moves resources along their plans: the engine, recorded transitions, and waiting for states. */
@NullMarked
package dev.emulator.fireworks.lifecycle;

import org.jspecify.annotations.NullMarked;
