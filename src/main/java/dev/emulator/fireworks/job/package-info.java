/** Base classes of asynchronous jobs: states, plans, progress, cancel and resume. */
@NullMarked
package dev.emulator.fireworks.job;

import org.jspecify.annotations.NullMarked;
