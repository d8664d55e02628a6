/** Files of resources: the storage of their bytes, and signed URLs for uploads and downloads. */
@NullMarked
package dev.emulator.fireworks.storage;

import org.jspecify.annotations.NullMarked;
