package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.lifecycle.AccountClocks;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ForwardedHeaderUtils;
import org.springframework.web.util.UriUtils;

/**
 * Addresses at which one file can be put or fetched for a while, shaped like the V4 signed URLs of Google Cloud Storage that the live
 * service gives out.
 *
 * <p>They lead to wherever the request for them came to, because an emulator is known by several names: a mapped port outside of its
 * container, a service name inside. For the same reason the host, though it is said to be signed, does not count.
 */
@Component
public class SignedUrls {

    static final String PATH = "/_emulator/v1/storage/";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String HOST = "host";

    private final SigningKey key;
    private final AccountClocks clocks;

    SignedUrls(SigningKey key, AccountClocks clocks) {
        this.key = key;
        this.clocks = clocks;
    }

    /**
     * An address for one method on one file.
     *
     * @param via the request that asked for the address, which tells where the client sees the emulator
     * @param headers what the request at the address must carry, by lower-case name
     */
    public String sign(
            HttpServletRequest via,
            HttpMethod method,
            ResourceName resource,
            String filename,
            Duration lasts,
            Map<String, String> headers) {
        var signed = new TreeMap<>(headers);
        signed.put(HOST, "");
        var date = DATE.format(clocks.of(resource.account()).instant());
        var expires = Long.toString(lasts.toSeconds());
        var signature = signature(method.name(), resource, filename, date, expires, signed);
        return base(via) + PATH + path(resource, filename)
                + "?X-Goog-Algorithm=GOOG4-HMAC-SHA256&X-Goog-Date=" + date
                + "&X-Goog-Expires=" + expires
                + "&X-Goog-SignedHeaders=" + String.join("%3B", signed.keySet())
                + "&X-Goog-Signature=" + signature;
    }

    /** Refuses a request at an address that was not given out for it, or too long ago. */
    void check(HttpServletRequest request, ResourceName resource, String filename) {
        var date = parameter(request, "X-Goog-Date");
        var expires = parameter(request, "X-Goog-Expires");
        var headers = new TreeMap<String, String>();
        for (var name : parameter(request, "X-Goog-SignedHeaders").split(";")) {
            headers.put(name, name.equals(HOST) ? "" : header(request, name));
        }
        var expected = signature(request.getMethod(), resource, filename, date, expires, headers);
        if (!same(expected, parameter(request, "X-Goog-Signature"))) {
            throw StorageException.signatureDoesNotMatch();
        }
        // Only what was signed here gets this far, and so can be read.
        var until = instant(date).plusSeconds(Long.parseLong(expires));
        if (!clocks.of(resource.account()).instant().isBefore(until)) {
            throw StorageException.expired();
        }
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

    private static String base(HttpServletRequest via) {
        var scheme = via.getScheme();
        var port = via.getServerPort();
        var usual = port == (scheme.equals("https") ? 443 : 80);
        var direct = scheme + "://" + via.getServerName() + (usual ? "" : ":" + port);
        var headers = new ServletServerHttpRequest(via).getHeaders();
        try {
            return ForwardedHeaderUtils.adaptFromForwardedHeaders(URI.create(direct), headers)
                    .build()
                    .toUriString();
        } catch (IllegalArgumentException e) {
            throw ApiException.invalidArgument("Forwarded or X-Forwarded-* headers cannot be read");
        }
    }

    private static String path(ResourceName resource, String filename) {
        return resource.account() + "/" + resource.collection() + "/" + resource.id() + "/"
                + UriUtils.encodePath(filename, StandardCharsets.UTF_8);
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
