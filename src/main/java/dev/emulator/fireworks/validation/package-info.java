/** How strictly a request is checked. */
@NullMarked
package dev.emulator.fireworks.validation;

import org.jspecify.annotations.NullMarked;
