package dev.emulator.fireworks.storage;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Responds to a download like the object store: with the whole file, with one range, or with 304 Not Modified. */
final class ObjectResponse {

    static final String GENERATION = "x-goog-generation";
    static final String STORED_LENGTH = "x-goog-stored-content-length";

    private final Content content;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    private ObjectResponse(Content content, HttpServletRequest request, HttpServletResponse response) {
        this.content = content;
        this.request = request;
        this.response = response;
    }

    static void send(Content content, HttpServletRequest request, HttpServletResponse response) throws IOException {
        new ObjectResponse(content, request, response).send();
    }

    private void send() throws IOException {
        var conditions = new Preconditions(request);
        var unchanged = conditions.isUnchanged(content);
        var ranges = unchanged || !conditions.allowsRange(content) ? List.<HttpRange>of() : ranges();
        if (unchanged) {
            describe();
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
        } else if (ranges.size() == 1) {
            sendRange(ranges.get(0));
        } else {
            sendAll();
        }
    }

    private void sendAll() throws IOException {
        describe();
        if (isHead() || content.size().isPresent()) {
            response.setContentLengthLong(content.measured());
        }
        if (!isHead()) {
            content.writeTo(response.getOutputStream());
        }
    }

    private void sendRange(HttpRange range) throws IOException {
        var size = content.measured();
        var first = range.getRangeStart(size);
        var last = range.getRangeEnd(size);
        if (first >= size || last < first) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            throw StorageException.invalidRange(range.toString());
        }
        describe();
        response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
        response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + size);
        response.setContentLengthLong(last - first + 1);
        if (!isHead()) {
            content.write(response.getOutputStream(), first, last - first + 1);
        }
    }

    /** The object store ignores an invalid Range header, and one with several ranges. */
    private List<HttpRange> ranges() {
        try {
            return HttpRange.parseRanges(request.getHeader(HttpHeaders.RANGE));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private void describe() {
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.ETAG, content.etag());
        var modified = content.modified();
        if (modified != null) {
            response.setDateHeader(HttpHeaders.LAST_MODIFIED, modified.toEpochMilli());
        }
        content.generation().ifPresent(generation -> response.setHeader(GENERATION, Long.toString(generation)));
        content.size().ifPresent(size -> response.setHeader(STORED_LENGTH, Long.toString(size)));
    }

    private boolean isHead() {
        return request.getMethod().equals(HttpMethod.HEAD.name());
    }
}
