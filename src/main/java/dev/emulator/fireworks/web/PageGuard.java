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
 * Refuses what comes from web pages: they have another origin, or reach the emulator by a name of their own that they have given its
 * address. The control API is always guarded, the vendor's calls where any key or none will do, since no page knows one that is listed. A
 * signed address is a key in itself, and may well be opened from a page.
 */
@Component
@Order(-1)
class PageGuard extends OncePerRequestFilter {

    /** What tells nothing of anybody's jobs, and signed addresses. */
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
            response.setHeader(Hints.HEADER, Hints.printable("if the name is yours, set emulator.hosts=" + name));
            ErrorResponses.write(
                    request,
                    response,
                    Code.PERMISSION_DENIED,
                    "the emulator is not served under the name " + name + "; emulator.hosts adds names");
        } else if (isPreflight(request) || isOfAnotherOrigin(request, host)) {
            response.setHeader(
                    Hints.HEADER, "pages can call through a proxy of their own origin; emulator.hosts adds names only");
            ErrorResponses.write(
                    request, response, Code.PERMISSION_DENIED, "pages of other origins cannot call the emulator");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Asked by browsers only, and only for another origin. */
    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }

    /** No page can send X-Forwarded-Host to another origin without asking first, so where it is there it is a proxy's. */
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
