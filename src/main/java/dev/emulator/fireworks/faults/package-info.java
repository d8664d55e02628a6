/** Refuses, delays or breaks chosen calls of an account, and counts how often. */
@NullMarked
package dev.emulator.fireworks.faults;

import org.jspecify.annotations.NullMarked;
