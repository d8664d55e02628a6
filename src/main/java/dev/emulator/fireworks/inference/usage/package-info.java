/** The usage ledger: requests, tokens and simulated costs of each account. */
@NullMarked
package dev.emulator.fireworks.inference.usage;

import org.jspecify.annotations.NullMarked;
