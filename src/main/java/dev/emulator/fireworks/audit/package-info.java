/** Audits how clients polled a resource, from the requests in the journal. */
@NullMarked
package dev.emulator.fireworks.audit;

import org.jspecify.annotations.NullMarked;
