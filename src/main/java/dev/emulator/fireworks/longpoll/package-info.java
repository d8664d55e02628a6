/** Limits for long-polling requests. */
@NullMarked
package dev.emulator.fireworks.longpoll;

import org.jspecify.annotations.NullMarked;
