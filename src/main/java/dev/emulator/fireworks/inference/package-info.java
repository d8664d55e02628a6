/** What all inference endpoints share: requests, models, replies, completions and errors. */
@NullMarked
package dev.emulator.fireworks.inference;

import org.jspecify.annotations.NullMarked;
