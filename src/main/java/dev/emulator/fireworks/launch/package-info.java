/**
 * How the program gets going quickly: a cache of loaded classes that is made once, in the background, and the options of the JVM it
 * was made with. Knows nothing of what the emulator does, and is done before Spring is loaded.
 */
@NullMarked
package dev.emulator.fireworks.launch;

import org.jspecify.annotations.NullMarked;
