package dev.emulator.fireworks.control;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Checks the control token, if one is set, and the content type of requests that change something: only types that a browser does not send
 * across origins without a preflight are accepted.
 */
@Component
class ControlGuard implements HandlerInterceptor {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> TYPES = Set.of("application/json", "application/zip");

    private final @Nullable String token;

    ControlGuard(EmulatorProperties properties) {
        token = properties.control().token();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        checkType(request);
        checkToken(request, response);
        return true;
    }

    private static void checkType(HttpServletRequest request) {
        if (CHANGING.contains(request.getMethod()) && !isOfKnownType(request.getContentType())) {
            throw ApiException.invalidArgument("this call needs Content-Type: application/json (curl: --json)");
        }
    }

    private static boolean isOfKnownType(@Nullable String type) {
        return type != null && TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    private void checkToken(HttpServletRequest request, HttpServletResponse response) {
        if (token == null) {
            return;
        }
        var given = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "");
        if (!MessageDigest.isEqual(bytes("Bearer " + token), bytes(given))) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            throw new ApiException(
                    Code.UNAUTHENTICATED, "the control API requires the bearer token of emulator.control.token");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
