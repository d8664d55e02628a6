/** Replies of tuned models from their training data. */
@NullMarked
package dev.emulator.fireworks.inference.learning;

import org.jspecify.annotations.NullMarked;
