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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Addresses at which one file can be put or fetched for a while, shaped like the V4 signed URLs of Google Cloud Storage that the live
 * service gives out.
 *
 * <p>They lead to wherever the request for them came to, because an emulator is known by several names: a mapped port outside of its
 * container, a service name inside. For the same reason the host, though it is said to be signed, does not count.
 */
@Component
public class SignedUrls {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String HOST = "host";

    /** As documented. */
    private static final Duration UPLOADS_LAST = Duration.ofHours(1);

    /** As observed. */
    private static final Duration DOWNLOADS_LAST = Duration.ofSeconds(599);

    /** As long as the object store allows, which is as long as the live service keeps what a job leaves behind. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final SigningKey key;
    private final AccountClocks clocks;
    private final BaseAddress base;

    SignedUrls(SigningKey key, AccountClocks clocks, EmulatorProperties properties) {
        this.key = key;
        this.clocks = clocks;
        this.base = new BaseAddress(properties.publicUrl());
    }

    /** Makes addresses for whoever sent a request, which tells where the client sees the emulator. */
    public Signer via(HttpServletRequest request) {
        return new Signer(base.of(request));
    }

    /** Makes addresses that lead back the way one request came. */
    public final class Signer {

        private final String base;
        private String account = "";
        private String date = "";

        private Signer(String base) {
            this.base = base;
        }

        /** Where each of some files is to be put, in the one way that its announced size in bytes allows. */
        public Map<String, String> uploads(ResourceName resource, Announcement files) {
            return files.addresses(
                    (filename, size) -> sign(HttpMethod.PUT, resource, filename, UPLOADS_LAST, uploadHeaders(size)));
        }

        /** Where uploads are begun that can be taken up again; each beginning is answered with an address to put to. */
        public Map<String, String> resumableUploads(ResourceName resource, Announcement files) {
            var headers = Map.of("x-goog-resumable", "start");
            return files.addresses(
                    (filename, size) -> sign(HttpMethod.POST, resource, filename, UPLOADS_LAST, headers));
        }

        /** Where an upload that was begun is put. */
        String begunUpload(ResourceName resource, String filename) {
            return sign(HttpMethod.PUT, resource, filename, LONGEST, Map.of());
        }

        /** Where a file is fetched within the next minutes. */
        public String download(ResourceName resource, String filename) {
            return sign(HttpMethod.GET, resource, filename, DOWNLOADS_LAST, Map.of());
        }

        /** Where each of some files is fetched within the next minutes. */
        public Map<String, String> downloads(ResourceName resource, Collection<String> filenames) {
            var addresses = new LinkedHashMap<String, String>();
            filenames.forEach(filename -> addresses.put(filename, download(resource, filename)));
            return addresses;
        }

        /** Where a file that a job leaves behind is fetched within the next days. */
        public String artifact(ResourceName resource, String filename) {
            return sign(HttpMethod.GET, resource, filename, LONGEST, Map.of());
        }

        private String sign(
                HttpMethod method,
                ResourceName resource,
                String filename,
                Duration lasts,
                Map<String, String> headers) {
            var signed = new TreeMap<>(headers);
            signed.put(HOST, "");
            var date = date(resource.account());
            var expires = Long.toString(lasts.toSeconds());
            var signature = signature(method.name(), resource, filename, date, expires, signed);
            return base + new ObjectAddress(resource, filename).path()
                    + "?X-Goog-Algorithm=GOOG4-HMAC-SHA256&X-Goog-Date=" + date
                    + "&X-Goog-Expires=" + expires
                    + "&X-Goog-SignedHeaders=" + String.join("%3B", signed.keySet())
                    + "&X-Goog-Signature=" + signature;
        }

        /** A list's addresses are all of one account, and made at one time. */
        private String date(String of) {
            if (!of.equals(account)) {
                account = of;
                date = DATE.format(clocks.of(of).instant());
            }
            return date;
        }
    }

    private static Map<String, String> uploadHeaders(long size) {
        return Map.of("content-type", "application/octet-stream", "x-goog-content-length-range", size + "," + size);
    }

    /** Refuses a request at an address that was not given out for it, or too long ago. */
    void check(HttpServletRequest request, ObjectAddress address) {
        var resource = address.resource();
        var date = parameter(request, "X-Goog-Date");
        var expires = parameter(request, "X-Goog-Expires");
        var headers = new TreeMap<String, String>();
        for (var name : parameter(request, "X-Goog-SignedHeaders").split(";")) {
            headers.put(name, name.equals(HOST) ? "" : header(request, name));
        }
        var expected = signature(method(request), resource, address.filename(), date, expires, headers);
        if (!same(expected, parameter(request, "X-Goog-Signature"))) {
            throw StorageException.signatureDoesNotMatch();
        }
        // Only what was signed here gets this far, and so can be read.
        var until = instant(date).plusSeconds(Long.parseLong(expires));
        if (!clocks.of(resource.account()).instant().isBefore(until)) {
            throw StorageException.expired();
        }
    }

    /** An address to get from is good for a look at the headers as well. */
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
        var lines = new ArrayList<>(List.of(method, resource.toString(), filename, date, expires));
        headers.forEach((name, value) -> lines.add(name + ":" + value));
        return key.sign(String.join("\n", lines));
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
