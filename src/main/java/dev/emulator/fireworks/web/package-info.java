/** The HTTP edge: who may call, how bodies look, and how every refusal is told. */
@NullMarked
package dev.emulator.fireworks.web;

import org.jspecify.annotations.NullMarked;
