package dev.emulator.fireworks.web;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.Code;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests of web pages: those from another origin, and those with an unknown host name (DNS rebinding). The control API is always
 * guarded. The vendor's API is guarded unless API keys are configured, which pages do not know. Signed URLs are not guarded, because they
 * authorize the request by themselves, and may be opened from a page.
 */
@Component
@Order(-1)
class PageGuard extends OncePerRequestFilter {

    /** Paths without private data, and signed URLs. */
    private static final List<String> UNGUARDED =
            List.of("/_emulator/health", "/_emulator/prometheus", "/_emulator/openapi.json", "/_emulator/v1/storage/");

    private final Hosts hosts;
    private final boolean areKeysListed;

    PageGuard(Hosts hosts, EmulatorProperties properties) {
        this.hosts = hosts;
        var auth = properties.auth();
        this.areKeysListed = auth.enabled() && !auth.keys().isEmpty();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/_emulator")
                ? UNGUARDED.stream().anyMatch(path::startsWith)
                : areKeysListed && !isPreflight(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var host = Objects.requireNonNullElse(request.getHeader(HttpHeaders.HOST), "");
        var name = Hosts.name(host);
        if (!hosts.areKnownAs(name)) {
            response.setHeader(Hints.HEADER, Hints.printable("to allow this host name, set emulator.hosts=" + name));
            ErrorResponses.write(
                    request,
                    response,
                    Code.PERMISSION_DENIED,
                    "the host name " + name + " is not allowed; emulator.hosts lists additional names");
        } else if (isPreflight(request) || isOfAnotherOrigin(request, host)) {
            response.setHeader(
                    Hints.HEADER,
                    "use a proxy on the origin of the page; emulator.hosts only allows host names, not origins");
            ErrorResponses.write(
                    request, response, Code.PERMISSION_DENIED, "web pages of other origins cannot call the emulator");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Only browsers send preflight requests, and only to another origin. */
    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }

    /** A page needs a preflight to send X-Forwarded-Host to another origin, so the header must be from a proxy. */
    private static boolean isOfAnotherOrigin(HttpServletRequest request, String host) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && (site.equals("cross-site") || site.equals("same-site"))) {
            return true;
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !isOf(host, origin) && !isOf(request.getHeader("X-Forwarded-Host"), origin);
    }

    private static boolean isOf(@Nullable String hosts, String origin) {
        if (hosts == null) {
            return false;
        }
        var host = hosts.split(",", 2)[0].strip();
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }
}
