/** What all fine-tuning jobs share. */
@NullMarked
package dev.emulator.fireworks.finetuning;

import org.jspecify.annotations.NullMarked;
