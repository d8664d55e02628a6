package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.clock.AccountClocks;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Creates and checks signed URLs, with which one file can be uploaded or downloaded for a limited time. They have the format of Google Cloud
 * Storage's V4 signed URLs, which the live service uses.
 *
 * <p>The host of a signed URL is that of the request for it, because an emulator can have several names, such as a mapped port outside of its
 * container and a service name inside. For the same reason, the signature does not include the host, although the URL lists it as signed.
 */
@Component
public class SignedUrls {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String HOST = "host";

    /** The signed headers of most URLs. */
    private static final SortedMap<String, String> HOST_ONLY =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(HOST, "")));

    /** As documented. */
    private static final Duration UPLOADS_LAST = Duration.ofHours(1);

    /** As observed. */
    private static final Duration DOWNLOADS_LAST = Duration.ofSeconds(599);

    /** The limit of the object store. The live service keeps the files of a job equally long. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final SigningKey key;
    private final AccountClocks clocks;
    private final BaseUrl base;

    SignedUrls(SigningKey key, AccountClocks clocks, EmulatorProperties properties) {
        this.key = key;
        this.clocks = clocks;
        this.base = new BaseUrl(properties.publicUrl());
    }

    /** Creates a signer for the client of a request. */
    public Signer via(HttpServletRequest request) {
        return new Signer(base.of(request));
    }

    /**
     * The values of signed URLs that do not depend on the file. URLs for the same file are equal if these are equal.
     *
     * @param base the scheme, host and port
     * @param date the account's time in seconds
     */
    public record CommonParts(String base, String date) {}

    /** Creates URLs with the scheme, host and port of one request. */
    public final class Signer {

        private final String base;
        private String account = "";
        private CommonParts common = new CommonParts("", "");

        private Signer(String base) {
            this.base = base;
        }

        /** URLs for the upload of files, valid for the announced sizes only. */
        public Map<String, String> uploads(ResourceName resource, Announcement files) {
            return files.urls(
                    (filename, size) -> sign(HttpMethod.PUT, resource, filename, UPLOADS_LAST, uploadHeaders(size)));
        }

        /** URLs for starting resumable uploads. The response to the start has the URL for the upload. */
        public Map<String, String> resumableUploads(ResourceName resource, Announcement files) {
            var headers = Map.of("x-goog-resumable", "start");
            return files.urls((filename, size) -> sign(HttpMethod.POST, resource, filename, UPLOADS_LAST, headers));
        }

        /** The URL of a resumable upload that was started. */
        String startedUpload(ResourceName resource, String filename) {
            return sign(HttpMethod.PUT, resource, filename, LONGEST, Map.of());
        }

        /** The URL for the download of a file within the next minutes. */
        public String download(ResourceName resource, String filename) {
            return sign(HttpMethod.GET, resource, filename, DOWNLOADS_LAST, Map.of());
        }

        /** The URLs for the download of files within the next minutes. */
        public Map<String, String> downloads(ResourceName resource, Collection<String> filenames) {
            var urls = new LinkedHashMap<String, String>();
            filenames.forEach(filename -> urls.put(filename, download(resource, filename)));
            return urls;
        }

        /** The URL for the download of a job's file within the next days. */
        public String artifact(ResourceName resource, String filename) {
            return sign(HttpMethod.GET, resource, filename, LONGEST, Map.of());
        }

        private String sign(
                HttpMethod method,
                ResourceName resource,
                String filename,
                Duration lasts,
                Map<String, String> headers) {
            var signed = signed(headers);
            var date = commonParts(resource.account()).date();
            var expires = Long.toString(lasts.toSeconds());
            var signature = signature(method.name(), resource, filename, date, expires, signed);
            return base + new ObjectPath(resource, filename).path()
                    + "?X-Goog-Algorithm=GOOG4-HMAC-SHA256&X-Goog-Date=" + date
                    + "&X-Goog-Expires=" + expires
                    + "&X-Goog-SignedHeaders=" + String.join("%3B", signed.keySet())
                    + "&X-Goog-Signature=" + signature;
        }

        /** Cached, because all URLs of a list have the same account and time. */
        public CommonParts commonParts(String of) {
            if (!of.equals(account)) {
                account = of;
                common = new CommonParts(base, DATE.format(clocks.of(of).instant()));
            }
            return common;
        }
    }

    private static SortedMap<String, String> signed(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return HOST_ONLY;
        }
        var signed = new TreeMap<>(headers);
        signed.put(HOST, "");
        return signed;
    }

    private static Map<String, String> uploadHeaders(long size) {
        return Map.of("content-type", "application/octet-stream", "x-goog-content-length-range", size + "," + size);
    }

    /** Refuses a request with an invalid or expired signature. */
    void check(HttpServletRequest request, ObjectPath object) {
        var resource = object.resource();
        var date = parameter(request, "X-Goog-Date");
        var expires = parameter(request, "X-Goog-Expires");
        var headers = new TreeMap<String, String>();
        for (var name : parameter(request, "X-Goog-SignedHeaders").split(";")) {
            headers.put(name, name.equals(HOST) ? "" : header(request, name));
        }
        var expected = signature(method(request), resource, object.filename(), date, expires, headers);
        if (!same(expected, parameter(request, "X-Goog-Signature"))) {
            throw StorageException.signatureDoesNotMatch();
        }
        // The signature is valid, so these parameters can be parsed.
        var until = instant(date).plusSeconds(Long.parseLong(expires));
        if (!clocks.of(resource.account()).instant().isBefore(until)) {
            throw StorageException.expired();
        }
    }

    /** A URL for GET is also valid for HEAD. */
    private static String method(HttpServletRequest request) {
        return request.getMethod().equals(HttpMethod.HEAD.name()) ? HttpMethod.GET.name() : request.getMethod();
    }

    private String signature(
            String method,
            ResourceName resource,
            String filename,
            String date,
            String expires,
            SortedMap<String, String> headers) {
        var lines = new StringBuilder(256)
                .append(method)
                .append('\n')
                .append(resource)
                .append('\n')
                .append(filename)
                .append('\n')
                .append(date)
                .append('\n')
                .append(expires);
        headers.forEach(
                (name, value) -> lines.append('\n').append(name).append(':').append(value));
        return key.sign(lines.toString());
    }

    private static String parameter(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        if (value == null) {
            throw StorageException.signatureDoesNotMatch();
        }
        return value;
    }

    private static String header(HttpServletRequest request, String name) {
        var value = request.getHeader(name);
        if (value == null) {
            throw StorageException.malformedSecurityHeader(name);
        }
        return value.strip();
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant instant(String date) {
        try {
            return Instant.from(DATE.parse(date));
        } catch (DateTimeException e) {
            throw StorageException.signatureDoesNotMatch();
        }
    }
}
