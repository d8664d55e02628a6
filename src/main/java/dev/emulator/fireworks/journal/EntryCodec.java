package dev.emulator.fireworks.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Packs a request and its answer into one array. The entries of a full journal survive every garbage collection, and the cost of a
 * collection grows with the number of surviving objects.
 */
final class EntryCodec {

    private static final int TIME = Long.BYTES + Integer.BYTES;
    private static final int ACCOUNT_TIME = 0;
    private static final int START_TIME = ACCOUNT_TIME + TIME;
    private static final int DURATION = START_TIME + TIME;
    private static final int FIRST_BYTE = DURATION + Long.BYTES;
    private static final int REQUEST_SIZE = FIRST_BYTE + Long.BYTES;
    private static final int ANSWER_SIZE = REQUEST_SIZE + Long.BYTES;
    private static final int STATUS = ANSWER_SIZE + Long.BYTES;
    private static final int LOST = STATUS + Integer.BYTES;
    private static final int LENGTHS = LOST + 1;

    private static final long NONE = -1;

    private final ByteBuffer bytes;

    /** The parts of variable length, in the order in which they are packed. */
    enum Part {
        METHOD,
        PATH,
        QUERY,
        PROTOCOL,
        CLIENT_ADDRESS,
        REQUEST_HEADERS,
        REQUEST_BODY,
        ANSWER_HEADERS,
        ANSWER_BODY,
        MODEL,
        USER_TEXT;

        private static final int NUMBER = values().length;
    }

    EntryCodec(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    static byte[] pack(Exchange exchange, boolean lost) {
        var asked = exchange.request();
        var answered = exchange.response();
        var inference = exchange.inference();
        byte[][] parts = {
            utf8(asked.getMethod()),
            utf8(asked.getRequestURI()),
            utf8(Objects.requireNonNullElse(asked.getQueryString(), "")),
            utf8(asked.getProtocol()),
            utf8(asked.getRemoteAddr()),
            utf8(Headers.of(asked).lines()),
            asked.capture().bytes(),
            utf8(Headers.of(answered).lines()),
            answered.capture().bytes(),
            utf8(inference.model()),
            utf8(inference.userText()),
        };
        var length = LENGTHS + Part.NUMBER * Integer.BYTES;
        for (var part : parts) {
            length += part.length;
        }
        var packed = ByteBuffer.allocate(length);
        put(packed, exchange.time());
        put(packed, exchange.startTime());
        packed.putLong(exchange.duration().toNanos());
        var first = exchange.timeToFirstByte();
        packed.putLong(first == null ? NONE : first.toNanos());
        packed.putLong(asked.length());
        packed.putLong(answered.capture().passed());
        packed.putInt(answered.getStatus());
        packed.put((byte) (lost ? 1 : 0));
        for (var part : parts) {
            packed.putInt(part.length);
        }
        for (var part : parts) {
            packed.put(part);
        }
        return packed.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ByteBuffer packed, Instant time) {
        packed.putLong(time.getEpochSecond()).putInt(time.getNano());
    }

    Instant time() {
        return instant(ACCOUNT_TIME);
    }

    Instant startTime() {
        return instant(START_TIME);
    }

    private Instant instant(int at) {
        return Instant.ofEpochSecond(bytes.getLong(at), bytes.getInt(at + Long.BYTES));
    }

    Duration duration() {
        return Duration.ofNanos(bytes.getLong(DURATION));
    }

    /** Returns null if the answer has no body. */
    @Nullable
    Duration timeToFirstByte() {
        var nanos = bytes.getLong(FIRST_BYTE);
        return nanos == NONE ? null : Duration.ofNanos(nanos);
    }

    long requestSize() {
        return bytes.getLong(REQUEST_SIZE);
    }

    long answerSize() {
        return bytes.getLong(ANSWER_SIZE);
    }

    int status() {
        return bytes.getInt(STATUS);
    }

    boolean lost() {
        return bytes.get(LOST) != 0;
    }

    String text(Part part) {
        var from = start(part);
        return new String(bytes.array(), from, length(part.ordinal()), StandardCharsets.UTF_8);
    }

    byte[] bytes(Part part) {
        var from = start(part);
        return Arrays.copyOfRange(bytes.array(), from, from + length(part.ordinal()));
    }

    private int start(Part part) {
        var at = LENGTHS + Part.NUMBER * Integer.BYTES;
        for (int before = 0; before < part.ordinal(); before++) {
            at += length(before);
        }
        return at;
    }

    private int length(int part) {
        return bytes.getInt(LENGTHS + part * Integer.BYTES);
    }
}
