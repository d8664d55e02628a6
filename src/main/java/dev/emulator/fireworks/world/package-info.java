/** Operations on everything in an account, its world: reset, snapshot, restore, fork and rewind. */
@NullMarked
package dev.emulator.fireworks.world;

import org.jspecify.annotations.NullMarked;
