/** Validation of requests, at one of three levels of strictness. */
@NullMarked
package dev.emulator.fireworks.validation;

import org.jspecify.annotations.NullMarked;
