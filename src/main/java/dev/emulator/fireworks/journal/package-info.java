/** What came in and what went out: kept for a while, in the memory of this process, and told without secrets. */
@NullMarked
package dev.emulator.fireworks.journal;

import org.jspecify.annotations.NullMarked;
