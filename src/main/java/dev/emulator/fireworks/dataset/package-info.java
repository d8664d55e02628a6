/** Datasets: what is trained on, uploaded as JSON Lines and looked through row by row. */
@NullMarked
package dev.emulator.fireworks.dataset;

import org.jspecify.annotations.NullMarked;
