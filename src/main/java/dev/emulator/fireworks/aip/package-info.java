/** Google's API Improvement Proposals (AIP) in plain Java: codes and errors, names, lists, filters, orders, masks and page tokens. */
@NullMarked
package dev.emulator.fireworks.aip;

import org.jspecify.annotations.NullMarked;
