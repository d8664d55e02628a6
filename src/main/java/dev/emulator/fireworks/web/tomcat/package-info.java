/** Tomcat with the emulator's rules: accepted requests, timeouts of bodies, and reserved threads for health checks. */
@NullMarked
package dev.emulator.fireworks.web.tomcat;

import org.jspecify.annotations.NullMarked;
