/** Models that are loaded into deployments. */
@NullMarked
package dev.emulator.fireworks.deployedmodel;

import org.jspecify.annotations.NullMarked;
