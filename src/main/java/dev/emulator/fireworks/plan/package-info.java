/** Plans: which states a resource passes through and when, the rules that select a plan, and the stored format of plans. */
@NullMarked
package dev.emulator.fireworks.plan;

import org.jspecify.annotations.NullMarked;
