/** Deployment shapes: tested combinations of hardware and settings for deployments of a base model, with their versions. */
@NullMarked
package dev.emulator.fireworks.deploymentshape;

import org.jspecify.annotations.NullMarked;
