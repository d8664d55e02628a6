/** Files of resources: how their bytes are kept, and the signed addresses at which they are put and fetched. */
@NullMarked
package dev.emulator.fireworks.storage;

import org.jspecify.annotations.NullMarked;
