/** The routes of client calls: the vendor's API, emulated or not, and the object store. */
@NullMarked
package dev.emulator.fireworks.routes;

import org.jspecify.annotations.NullMarked;
