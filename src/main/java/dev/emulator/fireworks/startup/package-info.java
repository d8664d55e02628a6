/** Optimizations of the start that replace conventions of Spring Boot. {@code docs/internals/startup.md} lists their savings and drawbacks. */
@NullMarked
package dev.emulator.fireworks.startup;

import org.jspecify.annotations.NullMarked;
