/** Deployments, which serve models on accelerators. */
@NullMarked
package dev.emulator.fireworks.deployment;

import org.jspecify.annotations.NullMarked;
