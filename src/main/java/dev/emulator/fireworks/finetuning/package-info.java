/** Base classes of fine-tuning jobs: inputs and their rules, the output model, metrics and other files. */
@NullMarked
package dev.emulator.fireworks.finetuning;

import org.jspecify.annotations.NullMarked;
