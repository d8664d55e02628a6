/** Storage of resources: rows, lists, counts, settings and locks of accounts. */
@NullMarked
package dev.emulator.fireworks.store;

import org.jspecify.annotations.NullMarked;
