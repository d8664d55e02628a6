/** Whole worlds: what an account holds, cleared away, kept in an archive, brought back, copied, or there from the start. */
@NullMarked
package dev.emulator.fireworks.world;

import org.jspecify.annotations.NullMarked;
