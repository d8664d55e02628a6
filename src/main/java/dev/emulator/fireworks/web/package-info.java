/** The HTTP layer: authentication, guards, JSON bodies, errors and hints. */
@NullMarked
package dev.emulator.fireworks.web;

import org.jspecify.annotations.NullMarked;
