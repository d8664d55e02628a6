/** Packs: named scenarios of plans and faults that are known to break clients. */
@NullMarked
package dev.emulator.fireworks.packs;

import org.jspecify.annotations.NullMarked;
