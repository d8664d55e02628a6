package dev.emulator.fireworks.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses HTTP methods that grpc-gateway does not support, but that Spring would answer itself. */
@Component
@Order(2)
class MethodFilter extends OncePerRequestFilter {

    private static final Set<String> KNOWN = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final RefusalLog log;

    MethodFilter(RefusalLog log) {
        this.log = log;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return KNOWN.contains(request.getMethod()) || request.getRequestURI().startsWith("/_emulator");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var refusal = Refusals.of(request.getMethod(), request.getRequestURI());
        log.note(request, refusal);
        ErrorResponses.write(request, response, refusal.code(), refusal.getMessage());
    }
}
