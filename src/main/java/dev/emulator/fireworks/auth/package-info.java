/** Who calls: keys, the accounts they open, and the developers they belong to. */
@NullMarked
package dev.emulator.fireworks.auth;

import org.jspecify.annotations.NullMarked;
