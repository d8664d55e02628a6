/** Responses, which are stored, so that clients can retrieve and continue them. */
@NullMarked
package dev.emulator.fireworks.inference.responses;

import org.jspecify.annotations.NullMarked;
