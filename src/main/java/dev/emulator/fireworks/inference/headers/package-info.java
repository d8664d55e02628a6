/** The headers of answers, and the performance metrics among them. */
@NullMarked
package dev.emulator.fireworks.inference.headers;

import org.jspecify.annotations.NullMarked;
