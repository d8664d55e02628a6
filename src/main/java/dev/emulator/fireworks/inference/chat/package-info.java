/** Chat completions and text completions. */
@NullMarked
package dev.emulator.fireworks.inference.chat;

import org.jspecify.annotations.NullMarked;
