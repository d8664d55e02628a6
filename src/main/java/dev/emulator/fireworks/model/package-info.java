/** Models: the public catalogue, what users upload, and what their jobs have made. */
@NullMarked
package dev.emulator.fireworks.model;

import org.jspecify.annotations.NullMarked;
