/** Answers that are sent over time, without a thread for each: streams of server-sent events, and delayed answers. */
@NullMarked
package dev.emulator.fireworks.inference.stream;

import org.jspecify.annotations.NullMarked;
