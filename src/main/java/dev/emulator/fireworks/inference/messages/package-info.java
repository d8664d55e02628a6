/** Messages, in the dialect of Anthropic's API. */
@NullMarked
package dev.emulator.fireworks.inference.messages;

import org.jspecify.annotations.NullMarked;
