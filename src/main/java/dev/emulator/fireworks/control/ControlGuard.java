package dev.emulator.fireworks.control;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Keeps web pages that somebody happens to look at from driving the emulator: they come with an origin that is not its own, under a name
 * that somebody else has given to its address, or with a body of the few types that need no asking.
 */
@Component
class ControlGuard implements HandlerInterceptor {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> TYPES = Set.of("application/json", "application/zip");

    /** No name, and so nobody's to give. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    private final @Nullable String token;
    private final Set<String> hosts = new HashSet<>(Set.of("localhost", "host.docker.internal"));

    ControlGuard(EmulatorProperties properties) {
        var control = properties.control();
        token = control.token();
        control.hosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        var publicUrl = properties.publicUrl();
        if (publicUrl != null) {
            var host = URI.create(publicUrl).getHost();
            hosts.add(Objects.requireNonNullElse(host, "localhost").toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var host = Objects.requireNonNullElse(request.getHeader(HttpHeaders.HOST), "localhost");
        checkHost(PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT));
        checkOrigin(request, host);
        checkType(request);
        checkToken(request, response);
        return true;
    }

    /** A name without a dot is one of a network of the user's own, such as a service's in compose. */
    private void checkHost(String name) {
        var known = hosts.contains(name)
                || name.endsWith(".localhost")
                || name.indexOf('.') < 0
                || ADDRESS.matcher(name).matches();
        if (!known) {
            throw refused(
                    "the control API is not served under the name " + name + "; emulator.control.hosts adds names");
        }
    }

    private static void checkOrigin(HttpServletRequest request, String host) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var own = origin == null || origin.equals("http://" + host) || origin.equals("https://" + host);
        var site = Objects.requireNonNullElse(request.getHeader("Sec-Fetch-Site"), "none");
        if (!own || site.equals("cross-site") || site.equals("same-site")) {
            throw refused("the control API is not there for pages of other origins");
        }
    }

    private static void checkType(HttpServletRequest request) {
        if (CHANGING.contains(request.getMethod()) && !isOfKnownType(request.getContentType())) {
            throw ApiException.invalidArgument("changes want the header Content-Type: application/json");
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
            throw new ApiException(Code.UNAUTHENTICATED, "the control API wants its token (emulator.control.token)");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ApiException refused(String why) {
        return new ApiException(Code.PERMISSION_DENIED, why);
    }
}
