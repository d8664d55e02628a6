/** Authentication: API keys, their accounts and developers, and the masking of secrets. */
@NullMarked
package dev.emulator.fireworks.auth;

import org.jspecify.annotations.NullMarked;
