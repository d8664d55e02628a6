package dev.emulator.fireworks.inference.stream;

import dev.emulator.fireworks.routes.StreamFault;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Injects a fault into the events of a stream. */
final class FaultySource implements EventSource {

    /** Closes the connection. */
    static final Event CLOSE = new Event(new byte[0], 0);

    /** Resets the connection. */
    static final Event RESET = new Event(new byte[0], 0);

    private final EventSource source;
    private final StreamFault fault;
    private int number;

    FaultySource(EventSource source, StreamFault fault) {
        this.source = source;
        this.fault = fault;
    }

    @Override
    public @Nullable Event next() {
        number++;
        return switch (fault.kind()) {
            case RESET -> number == 1 ? RESET : null;
            case GARBAGE -> number == 1 ? new Event(Objects.requireNonNull(fault.garbage()), 0) : null;
            case CUT -> number > 2 ? CLOSE : number == 2 ? half(source.next()) : source.next();
            case DRIP -> numbered(source.next());
            case WRONG_CONTENT_TYPE -> source.next();
        };
    }

    /** A stream of a single event has no second one to cut. */
    private static Event half(@Nullable Event event) {
        return event == null
                ? CLOSE
                : new Event(Arrays.copyOf(event.bytes(), event.bytes().length / 2), event.tokens());
    }

    /** The pacing of a drip delays each piece like one token. */
    private @Nullable Event numbered(@Nullable Event event) {
        return event == null ? null : new Event(event.bytes(), number <= fault.pieces() ? 1 : 0);
    }

    @Override
    public void end(boolean complete) {
        source.end(complete && fault.kind() != StreamFault.Kind.GARBAGE);
    }
}
