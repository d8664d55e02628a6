package dev.emulator.fireworks.web;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.auth.Secrets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Measures the duration of requests by route, and logs each request if a setting enables that. The meters have the name and tags of Spring
 * Boot's, so that existing dashboards show them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestMetrics extends OncePerRequestFilter {

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.values());

    private record Kind(String method, String uri, int status) {}

    private static final Logger log = LoggerFactory.getLogger(RequestMetrics.class);
    private static final int MAX_URI_LENGTH = 2000;

    private final MeterRegistry meters;
    private final boolean logsRequests;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry meters, EmulatorProperties properties) {
        this.meters = meters;
        this.logsRequests = properties.logRequests();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var sample = Timer.start(meters);
        try {
            chain.doFilter(request, response);
        } finally {
            var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            var uri = route == null ? "UNKNOWN" : route.toString();
            var method = METHODS.contains(HttpMethod.valueOf(request.getMethod())) ? request.getMethod() : "UNKNOWN";
            var nanos = sample.stop(timers.computeIfAbsent(new Kind(method, uri, response.getStatus()), this::timer));
            if (logsRequests) {
                log(request, response, Duration.ofNanos(nanos));
            }
        }
    }

    private static void log(HttpServletRequest request, HttpServletResponse response, Duration took) {
        var query = request.getQueryString();
        var uri = Secrets.text(query == null ? request.getRequestURI() : request.getRequestURI() + '?' + query);
        log.info(
                "{} {} {} in {} ms (request {})",
                request.getMethod(),
                uri.length() > MAX_URI_LENGTH ? uri.substring(0, MAX_URI_LENGTH) + "..." : uri,
                response.getStatus(),
                took.toMillis(),
                response.getHeader(RequestIds.HEADER));
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .tags("method", kind.method(), "uri", kind.uri(), "status", Integer.toString(kind.status()))
                .register(meters);
    }
}
