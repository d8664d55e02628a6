package dev.emulator.fireworks.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is told, its secrets masked.
 *
 * @param number by which it can be asked for, and after which another question can begin
 * @param time when it came in, by the account's clock
 * @param startTime when it came in, by the machine's clock
 * @param duration until the last byte of the answer, by the machine's clock
 * @param operation the vendor's name for the call; empty if there is no such call
 * @param lost whether the client cannot have had the whole answer
 * @param fault that the request met with
 * @param hint what the client was told on the side
 * @param credential the mask of the key that came along, by which to tell two keys apart
 * @param request its headers and body; left out of lists
 * @param answer its headers and body; left out of lists
 */
public record JournalledRequest(
        String name,
        long number,
        Instant time,
        Instant startTime,
        Duration duration,
        String method,
        String path,
        String query,
        String operation,
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
     * What went one way.
     *
     * @param size of the whole body in bytes
     * @param truncated whether only its beginning is kept, or nothing of it
     * @param base64 whether the body is told in Base64, because it is no text
     */
    public record Content(List<Header> headers, long size, boolean truncated, String body, boolean base64) {}

    /** A header; one that came twice is there twice. */
    public record Header(String name, String value) {}
}
