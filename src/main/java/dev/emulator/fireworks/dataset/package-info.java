/** Datasets: training data that is uploaded as JSON Lines and examined row by row. */
@NullMarked
package dev.emulator.fireworks.dataset;

import org.jspecify.annotations.NullMarked;
