package dev.emulator.fireworks.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recorded request, with secrets masked.
 *
 * @param number the sequence number, which also serves as a cursor
 * @param time when the request arrived, by the account's clock
 * @param startTime when the request arrived, in real time
 * @param duration the real time until the last byte of the response
 * @param firstByteTime when the first byte of the response's body was sent, in real time; unset if there is no body
 * @param lastByteTime when its last byte was sent
 * @param operation the vendor's operation name; empty if there is no such call
 * @param model the model of an inference request, as the client wrote it; empty for other requests
 * @param lost whether the client cannot have received the whole response
 * @param fault the name of the fault that fired on the request, the first of several; empty for none
 * @param hint the header X-Emulator-Hint of the response
 * @param credential the masked API key; different keys have different masks
 * @param request the headers and body of the request; unset in lists
 * @param answer the headers and body of the response; unset in lists
 */
public record JournalledRequest(
        String name,
        long number,
        Instant time,
        Instant startTime,
        Duration duration,
        @Nullable Instant firstByteTime,
        @Nullable Instant lastByteTime,
        String method,
        String path,
        String query,
        String operation,
        String model,
        int status,
        boolean lost,
        String fault,
        String hint,
        String requestId,
        String clientAddress,
        String userAgent,
        String credential,
        @Nullable Content request,
        @Nullable Content answer) {

    /**
     * The headers and body of a request or a response.
     *
     * @param size the size of the whole body in bytes
     * @param truncated whether the body was recorded in part only, or not at all
     * @param base64 whether the body is encoded in Base64, because it is not text
     */
    public record Content(List<Header> headers, long size, boolean truncated, String body, boolean base64) {}

    /** A header. A repeated header is listed once for each value. */
    public record Header(String name, String value) {}
}
