/** What every asynchronous job of the API shares: states, plans, progress, cancel and resume. */
@NullMarked
package dev.emulator.fireworks.job;

import org.jspecify.annotations.NullMarked;
