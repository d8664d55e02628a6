/** Bundles of plans and faults that break clients which were not written with them in mind. */
@NullMarked
package dev.emulator.fireworks.packs;

import org.jspecify.annotations.NullMarked;
