/** The calls that clients make: the vendor's, emulated or not, and those of its object store. */
@NullMarked
package dev.emulator.fireworks.routes;

import org.jspecify.annotations.NullMarked;
