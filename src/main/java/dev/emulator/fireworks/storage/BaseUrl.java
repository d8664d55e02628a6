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

/** The URL of the emulator as the client of a request sees it: scheme, host, port and, behind some proxies, a path prefix. */
final class BaseUrl {

    private static final String PREFIX = "X-Forwarded-Prefix";
    private static final List<String> FORWARDED_HEADERS =
            List.of("Forwarded", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto", "X-Forwarded-Ssl");
    /** A placeholder for host names that java.net.URI does not accept, such as names with an underscore. */
    private static final String ANY_HOST = "host.invalid";

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+;=:@%-]+)*");

    private final @Nullable URI publicUrl;

    /** @param publicUrl value of the setting; ignored if it is not a URL */
    BaseUrl(@Nullable String publicUrl) {
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
        var url = withoutPath(via);
        var prefix = prefix(via);
        return prefix.isEmpty() && isPublic(via, url) ? String.valueOf(publicUrl) : url + prefix;
    }

    /** Whether the client used the public URL. A proxy may have removed its scheme and path from the request. */
    private boolean isPublic(HttpServletRequest via, String url) {
        if (publicUrl == null) {
            return false;
        }
        var authority = publicUrl.getRawAuthority();
        return authority.equalsIgnoreCase(via.getHeader(HttpHeaders.HOST))
                || authority.equalsIgnoreCase(url.substring(url.indexOf("//") + 2));
    }

    private static String withoutPath(HttpServletRequest via) {
        var scheme = via.getScheme();
        var port = via.getServerPort();
        var usual = port == (scheme.equals("https") ? 443 : 80);
        var rest = usual ? "" : ":" + port;
        if (FORWARDED_HEADERS.stream().noneMatch(header -> via.getHeader(header) != null)) {
            return scheme + "://" + via.getServerName() + rest;
        }
        var headers = new ServletServerHttpRequest(via).getHeaders();
        try {
            var forwarded = ForwardedHeaderUtils.adaptFromForwardedHeaders(
                    URI.create(scheme + "://" + ANY_HOST + rest), headers);
            if (ANY_HOST.equals(forwarded.build().getHost())) {
                forwarded.host(via.getServerName());
            }
            var url = forwarded.build();
            // A proxy that forwards the original Host header and only the scheme has kept the port.
            var sameHost = url.getPort() < 0 && !usual && isHostPassedOn(headers);
            return sameHost ? forwarded.port(port).toUriString() : url.toUriString();
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

    /** Each proxy adds the prefix that it has removed from the path, the outermost first. */
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
