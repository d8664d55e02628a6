/** Plans: the states a resource goes through and when, the rules that select a plan, and how plans are stored. */
@NullMarked
package dev.emulator.fireworks.plan;

import org.jspecify.annotations.NullMarked;
