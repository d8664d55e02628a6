/** Accounts, which are created on first use and are isolated from each other. */
@NullMarked
package dev.emulator.fireworks.account;

import org.jspecify.annotations.NullMarked;
