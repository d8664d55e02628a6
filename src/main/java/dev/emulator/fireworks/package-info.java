/** The emulator. Each API resource has a package. The platform packages do not depend on them. */
@NullMarked
package dev.emulator.fireworks;

import org.jspecify.annotations.NullMarked;
