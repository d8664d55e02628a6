/** Seeding: documents that define the contents of accounts, and the handlers of their keys. */
@NullMarked
package dev.emulator.fireworks.seed;

import org.jspecify.annotations.NullMarked;
