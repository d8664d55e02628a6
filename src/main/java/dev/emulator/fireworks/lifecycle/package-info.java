/** How state moves with time: a clock per account, a plan per resource, one engine for all. */
@NullMarked
package dev.emulator.fireworks.lifecycle;

import org.jspecify.annotations.NullMarked;
