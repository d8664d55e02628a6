/** Judges how clients polled a resource, by what the journal recorded. */
@NullMarked
package dev.emulator.fireworks.audit;

import org.jspecify.annotations.NullMarked;
