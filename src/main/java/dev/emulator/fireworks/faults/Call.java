package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.routes.Routes;
import dev.emulator.fireworks.routes.Routes.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request as faults see it. Which of the vendor's calls it is takes some time to find out, and is so only when somebody asks. */
final class Call {

    /** No token, or the number of the first page. */
    private static final Pattern FIRST_PAGE = Pattern.compile("0*");

    private final String method;
    private final String path;
    private final boolean ofLaterPage;
    private @Nullable Optional<Route> route;

    Call(HttpServletRequest request) {
        this.method = request.getMethod();
        this.path = request.getRequestURI();
        var tokens = request.getParameterMap().get("pageToken");
        this.ofLaterPage = tokens != null && !FIRST_PAGE.matcher(tokens[0]).matches();
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** Whether it comes with a page token. */
    boolean isOfLaterPage() {
        return ofLaterPage;
    }

    Optional<Route> route() {
        if (route == null) {
            route = Routes.of(method, path);
        }
        return route;
    }

    /** Empty for a call that does not exist. */
    String operation() {
        return route().map(Route::id).orElse("");
    }
}
