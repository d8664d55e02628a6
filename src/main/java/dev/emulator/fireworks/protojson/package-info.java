/** How protobuf JSON looks to Jackson 3: messages are records, and every answer and refusal reads as Go's protojson would put it. */
@NullMarked
package dev.emulator.fireworks.protojson;

import org.jspecify.annotations.NullMarked;
