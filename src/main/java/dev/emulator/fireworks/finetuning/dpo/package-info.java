/** DPO jobs, which train on preferences. */
@NullMarked
package dev.emulator.fireworks.finetuning.dpo;

import org.jspecify.annotations.NullMarked;
