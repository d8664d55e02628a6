package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ResourceName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The object store to which signed URLs refer. A request needs no API key, because it is signed. */
@RestController
class StorageController {

    private static final String METHODS = "GET, HEAD, POST, PUT, DELETE";

    private final SignedUrls urls;
    private final List<Bucket> buckets;

    StorageController(SignedUrls urls, List<Bucket> buckets) {
        this.urls = urls;
        this.buckets = buckets;
    }

    /** The path is not parsed by Spring, because Spring interprets text after a semicolon as path parameters. */
    @RequestMapping(ObjectPath.ROOT + "**")
    void call(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getRequestURI();
        var object = ObjectPath.parse(path).orElseThrow(() -> StorageException.noSuchKey(path));
        switch (request.getMethod()) {
            case "GET", "HEAD" -> get(object, request, response);
            case "PUT" -> put(object, request, response);
            case "POST" -> startUpload(object, request, response);
            // There are no signed URLs for DELETE, so the check always fails.
            case "DELETE" -> urls.check(request, object);
            default -> {
                response.setHeader(HttpHeaders.ALLOW, METHODS);
                throw StorageException.methodNotAllowed(request.getMethod());
            }
        }
    }

    private void put(ObjectPath object, HttpServletRequest request, HttpServletResponse response) throws IOException {
        urls.check(request, object);
        checkRange(request);
        checkLength(request);
        var conditions = new Preconditions(request);
        var blob = bucket(object.resource())
                .put(
                        object.resource(),
                        object.filename(),
                        CheckedBody.of(request),
                        before -> conditions.checkPut(before.orElse(null)));
        response.setHeader(HttpHeaders.ETAG, blob.etag());
        response.setHeader(ObjectResponse.GENERATION, Long.toString(blob.generation()));
        response.setHeader(ObjectResponse.STORED_LENGTH, Long.toString(blob.size()));
    }

    /** Starts a resumable upload. The response has the URL for the upload, which must be sent in one request. */
    private void startUpload(ObjectPath object, HttpServletRequest request, HttpServletResponse response) {
        urls.check(request, object);
        response.setStatus(HttpStatus.CREATED.value());
        response.setHeader(HttpHeaders.LOCATION, urls.via(request).startedUpload(object.resource(), object.filename()));
    }

    private void get(ObjectPath object, HttpServletRequest request, HttpServletResponse response) throws IOException {
        urls.check(request, object);
        var content = bucket(object.resource())
                .get(object.resource(), object.filename())
                .orElseThrow(() -> StorageException.noSuchKey(object.toString()));
        ObjectResponse.send(content, request, response);
    }

    private Bucket bucket(ResourceName resource) {
        return buckets.stream()
                .filter(bucket -> bucket.collection().equals(resource.collection()))
                .findFirst()
                .orElseThrow(() -> StorageException.noSuchKey(resource.toString()));
    }

    /** A resumable upload must be sent in one request. */
    private static void checkRange(HttpServletRequest request) {
        var range = request.getHeader(HttpHeaders.CONTENT_RANGE);
        var length = request.getContentLengthLong();
        if (range != null && !range.equals("bytes 0-" + (length - 1) + "/" + length)) {
            throw StorageException.notImplemented(
                    "uploads in several requests are not emulated; send the file in one request");
        }
    }

    private static void checkLength(HttpServletRequest request) {
        var length = request.getContentLengthLong();
        if (length < 0) {
            throw StorageException.missingContentLength();
        }
        var range = request.getHeader(LengthRange.HEADER);
        if (range != null) {
            LengthRange.parse(range).check(length);
        }
    }
}
