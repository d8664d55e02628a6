/**
 * What makes a start quick at the price of convention: {@code docs/internals/startup.md} says for each class what it saves and what to watch for.
 */
@NullMarked
package dev.emulator.fireworks.startup;

import org.jspecify.annotations.NullMarked;
