/** Replies that are generated: stable texts, instances of JSON schemas and calls of tools. */
@NullMarked
package dev.emulator.fireworks.inference.generation;

import org.jspecify.annotations.NullMarked;
