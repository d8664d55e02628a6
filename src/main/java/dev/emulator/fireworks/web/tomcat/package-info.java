/** Tomcat as the emulator runs it: which requests it takes, how long it waits for a body, and a thread for health checks. */
@NullMarked
package dev.emulator.fireworks.web.tomcat;

import org.jspecify.annotations.NullMarked;
