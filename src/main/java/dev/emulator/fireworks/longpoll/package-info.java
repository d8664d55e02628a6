/** Limits requests that wait: how many, and how long. */
@NullMarked
package dev.emulator.fireworks.longpoll;

import org.jspecify.annotations.NullMarked;
