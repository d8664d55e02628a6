/** The journal of recent requests and answers, in the memory of this process. Secrets are masked in its output. */
@NullMarked
package dev.emulator.fireworks.journal;

import org.jspecify.annotations.NullMarked;
