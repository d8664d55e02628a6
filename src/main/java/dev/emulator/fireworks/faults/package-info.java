/** Fault injection: refuses, delays or breaks chosen calls of an account, and counts them. */
@NullMarked
package dev.emulator.fireworks.faults;

import org.jspecify.annotations.NullMarked;
