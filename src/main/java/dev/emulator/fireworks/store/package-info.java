/** How any resource is kept: a row is server facts as columns and what the client asked for as one JSON text. */
@NullMarked
package dev.emulator.fireworks.store;

import org.jspecify.annotations.NullMarked;
