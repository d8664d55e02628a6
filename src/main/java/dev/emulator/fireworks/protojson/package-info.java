/** Protobuf JSON on top of Jackson 3. Messages are records. Output and errors are the same as those of Go's protojson. */
@NullMarked
package dev.emulator.fireworks.protojson;

import org.jspecify.annotations.NullMarked;
