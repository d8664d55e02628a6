/** Base classes of resources: the standard methods of the API, uploaded files, seeds. */
@NullMarked
package dev.emulator.fireworks.resource;

import org.jspecify.annotations.NullMarked;
