/** Scripted replies and the timing of replies, under the control of tests. */
@NullMarked
package dev.emulator.fireworks.inference.reply;

import org.jspecify.annotations.NullMarked;
