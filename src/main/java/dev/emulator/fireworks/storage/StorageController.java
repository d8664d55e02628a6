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

/** The object store that signed addresses lead to. The signature is the key, so no other is asked for. */
@RestController
class StorageController {

    private static final String METHODS = "GET, HEAD, POST, PUT, DELETE";

    private final SignedUrls urls;
    private final List<Bucket> buckets;

    StorageController(SignedUrls urls, List<Bucket> buckets) {
        this.urls = urls;
        this.buckets = buckets;
    }

    /** The path is read here and not by Spring, which takes what follows a semicolon for something else than a name. */
    @RequestMapping(ObjectAddress.ROOT + "**")
    void call(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getRequestURI();
        var address = ObjectAddress.parse(path).orElseThrow(() -> StorageException.noSuchKey(path));
        switch (request.getMethod()) {
            case "GET", "HEAD" -> get(address, request, response);
            case "PUT" -> put(address, request, response);
            case "POST" -> begin(address, request, response);
            // No address is given out for deleting, so the signature never is one for it.
            case "DELETE" -> urls.check(request, address);
            default -> {
                response.setHeader(HttpHeaders.ALLOW, METHODS);
                throw StorageException.methodNotAllowed(request.getMethod());
            }
        }
    }

    private void put(ObjectAddress address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        urls.check(request, address);
        checkRange(request);
        checkLength(request);
        var conditions = new Preconditions(request);
        var blob = bucket(address.resource())
                .put(
                        address.resource(),
                        address.filename(),
                        CheckedBody.of(request),
                        before -> conditions.checkPut(before.orElse(null)));
        response.setHeader(HttpHeaders.ETAG, blob.etag());
        response.setHeader(ObjectResponse.GENERATION, Long.toString(blob.generation()));
        response.setHeader(ObjectResponse.STORED_LENGTH, Long.toString(blob.size()));
    }

    /** Begins an upload that is put in one piece at the address it is answered with. */
    private void begin(ObjectAddress address, HttpServletRequest request, HttpServletResponse response) {
        urls.check(request, address);
        response.setStatus(HttpStatus.CREATED.value());
        response.setHeader(HttpHeaders.LOCATION, urls.via(request).begunUpload(address.resource(), address.filename()));
    }

    private void get(ObjectAddress address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        urls.check(request, address);
        var content = bucket(address.resource())
                .get(address.resource(), address.filename())
                .orElseThrow(() -> StorageException.noSuchKey(address.toString()));
        ObjectResponse.send(content, request, response);
    }

    private Bucket bucket(ResourceName resource) {
        return buckets.stream()
                .filter(bucket -> bucket.collection().equals(resource.collection()))
                .findFirst()
                .orElseThrow(() -> StorageException.noSuchKey(resource.toString()));
    }

    /** A file that was begun may be put in one piece only. */
    private static void checkRange(HttpServletRequest request) {
        var range = request.getHeader(HttpHeaders.CONTENT_RANGE);
        var length = request.getContentLengthLong();
        if (range != null && !range.equals("bytes 0-" + (length - 1) + "/" + length)) {
            throw StorageException.notImplemented("an upload in several pieces is not emulated, put all of it at once");
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
