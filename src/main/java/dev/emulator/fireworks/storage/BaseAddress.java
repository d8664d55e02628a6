package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.util.ForwardedHeaderUtils;

/** Where the client that sent a request sees the emulator: scheme, host, port and, behind some proxies, the beginning of the path. */
final class BaseAddress {

    private static final String PREFIX = "X-Forwarded-Prefix";
    private static final List<String> PROXIES_TELL =
            List.of("Forwarded", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto", "X-Forwarded-Ssl");
    /** In the place of a name that java.net.URI may not take, such as one with an underscore. */
    private static final String ANY_HOST = "host.invalid";

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+;=:@%-]+)*");

    private final @Nullable URI publicUrl;

    /** @param publicUrl as it is set; unset where it is not known or no address */
    BaseAddress(@Nullable String publicUrl) {
        this.publicUrl = publicUrl == null ? null : parse(publicUrl);
    }

    private static @Nullable URI parse(String url) {
        try {
            var parsed = URI.create(withoutSlash(url));
            return parsed.getScheme() == null || parsed.getRawAuthority() == null ? null : parsed;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    String of(HttpServletRequest via) {
        var address = withoutPath(via);
        var prefix = prefix(via);
        return prefix.isEmpty() && isPublic(via, address) ? String.valueOf(publicUrl) : address + prefix;
    }

    /** Whether it is the public address that the client asked for, of which a proxy may have kept the scheme and the path to itself. */
    private boolean isPublic(HttpServletRequest via, String address) {
        if (publicUrl == null) {
            return false;
        }
        var authority = publicUrl.getRawAuthority();
        return authority.equalsIgnoreCase(via.getHeader(HttpHeaders.HOST))
                || authority.equalsIgnoreCase(address.substring(address.indexOf("//") + 2));
    }

    private static String withoutPath(HttpServletRequest via) {
        var scheme = via.getScheme();
        var port = via.getServerPort();
        var usual = port == (scheme.equals("https") ? 443 : 80);
        var rest = usual ? "" : ":" + port;
        if (PROXIES_TELL.stream().noneMatch(header -> via.getHeader(header) != null)) {
            return scheme + "://" + via.getServerName() + rest;
        }
        var headers = new ServletServerHttpRequest(via).getHeaders();
        try {
            var told = ForwardedHeaderUtils.adaptFromForwardedHeaders(
                    URI.create(scheme + "://" + ANY_HOST + rest), headers);
            if (ANY_HOST.equals(told.build().getHost())) {
                told.host(via.getServerName());
            }
            var address = told.build();
            // A proxy that passes on the host as it was asked for, and besides only the scheme, has not taken its port
            // back.
            var sameHost = address.getPort() < 0 && !usual && isHostPassedOn(headers);
            return sameHost ? told.port(port).toUriString() : address.toUriString();
        } catch (IllegalArgumentException e) {
            throw ApiException.invalidArgument("Forwarded or X-Forwarded-* headers cannot be read");
        }
    }

    private static boolean isHostPassedOn(HttpHeaders headers) {
        var forwarded = Objects.requireNonNullElse(headers.getFirst("Forwarded"), "");
        return !headers.containsHeader("X-Forwarded-Host")
                && !headers.containsHeader("X-Forwarded-Port")
                && !forwarded.toLowerCase(Locale.ROOT).contains("host=");
    }

    /** Of several proxies each adds what it has taken off the path, the outermost first. */
    private static String prefix(HttpServletRequest via) {
        var prefix = new StringBuilder();
        for (var header : Collections.list(via.getHeaders(PREFIX))) {
            for (var part : header.split(",")) {
                prefix.append(withoutSlash(part.strip()));
            }
        }
        if (!PATH.matcher(prefix).matches()) {
            throw ApiException.invalidArgument(PREFIX + " cannot be read");
        }
        return prefix.toString();
    }

    private static String withoutSlash(String path) {
        var end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
