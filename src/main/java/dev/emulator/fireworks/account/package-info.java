/** Accounts: they come into being on first use, and each is a world of its own. */
@NullMarked
package dev.emulator.fireworks.account;

import org.jspecify.annotations.NullMarked;
