/** Packs: named scenarios of plans, faults and scripted replies that are known to break clients. */
@NullMarked
package dev.emulator.fireworks.packs;

import org.jspecify.annotations.NullMarked;
