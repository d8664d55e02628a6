/** Models: the public catalogue, uploaded models, and models that jobs have made. */
@NullMarked
package dev.emulator.fireworks.model;

import org.jspecify.annotations.NullMarked;
