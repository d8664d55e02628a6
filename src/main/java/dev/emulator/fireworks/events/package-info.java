/** What happens, told to whoever listens: requests, transitions, faults, moves of clocks. */
@NullMarked
package dev.emulator.fireworks.events;

import org.jspecify.annotations.NullMarked;
