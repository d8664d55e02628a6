package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ResourceName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The object store that signed addresses lead to. The signature is the key, so no other is asked for. */
@RestController
@RequestMapping(SignedUrls.PATH + "{account}/{collection}/{id}/{*filename}")
class StorageController {

    private static final String LENGTH_RANGE = "x-goog-content-length-range";

    private final SignedUrls urls;
    private final List<Bucket> buckets;

    StorageController(SignedUrls urls, List<Bucket> buckets) {
        this.urls = urls;
        this.buckets = buckets;
    }

    @PutMapping
    void put(
            @PathVariable String account,
            @PathVariable String collection,
            @PathVariable String id,
            @PathVariable String filename,
            HttpServletRequest request)
            throws IOException {
        var resource = new ResourceName(account, collection, id);
        var name = filename.substring(1);
        urls.check(request, resource, name);
        checkRange(request);
        checkLength(request);
        bucket(resource).put(resource, name, request.getInputStream());
    }

    /** Begins an upload that is put in one piece at the address it is answered with. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    void begin(
            @PathVariable String account,
            @PathVariable String collection,
            @PathVariable String id,
            @PathVariable String filename,
            HttpServletRequest request,
            HttpServletResponse response) {
        var resource = new ResourceName(account, collection, id);
        var name = filename.substring(1);
        urls.check(request, resource, name);
        response.setHeader(HttpHeaders.LOCATION, urls.via(request).begunUpload(resource, name));
    }

    @GetMapping
    void get(
            @PathVariable String account,
            @PathVariable String collection,
            @PathVariable String id,
            @PathVariable String filename,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var resource = new ResourceName(account, collection, id);
        var name = filename.substring(1);
        urls.check(request, resource, name);
        var content = bucket(resource)
                .get(resource, name)
                .orElseThrow(() -> StorageException.noSuchKey(resource + "/" + name));
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        if (content.size() >= 0) {
            response.setContentLengthLong(content.size());
        }
        content.writing().to(response.getOutputStream());
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

    /** The range is among the signed headers, so it is as it was given out. */
    private static void checkLength(HttpServletRequest request) {
        var length = request.getContentLengthLong();
        if (length < 0) {
            throw StorageException.badRequest("Content-Length is required");
        }
        var range = request.getHeader(LENGTH_RANGE);
        if (range == null) {
            return;
        }
        var bounds = range.strip().split(",");
        var smallest = Long.parseLong(bounds[0]);
        var largest = Long.parseLong(bounds[1]);
        if (length > largest) {
            throw StorageException.entityTooLarge(length, largest);
        }
        if (length < smallest) {
            throw StorageException.entityTooSmall(length, smallest);
        }
    }
}
