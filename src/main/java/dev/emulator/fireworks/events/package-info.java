/** Events, published to listeners: requests, transitions, faults, changes of clocks. */
@NullMarked
package dev.emulator.fireworks.events;

import org.jspecify.annotations.NullMarked;
