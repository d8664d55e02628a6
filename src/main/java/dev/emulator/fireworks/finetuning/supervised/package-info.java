/** Supervised fine-tuning jobs. */
@NullMarked
package dev.emulator.fireworks.finetuning.supervised;

import org.jspecify.annotations.NullMarked;
