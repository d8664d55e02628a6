package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.routes.InferenceRequest;
import dev.emulator.fireworks.routes.Routes;
import dev.emulator.fireworks.routes.Routes.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request, as faults match it. Its route is looked up on first use, because that takes time. */
final class Call {

    /** Matches an empty page token, and that of the first page. */
    private static final Pattern FIRST_PAGE = Pattern.compile("0*");

    private final String method;
    private final String path;
    private final boolean ofLaterPage;
    private final InferenceRequest inference;
    private @Nullable Optional<Route> route;

    Call(HttpServletRequest request) {
        this.method = request.getMethod();
        this.path = request.getRequestURI();
        var tokens = request.getParameterMap().get("pageToken");
        this.inference = InferenceRequest.of(request).orElse(new InferenceRequest("", false, ""));
        this.ofLaterPage = tokens != null && !FIRST_PAGE.matcher(tokens[0]).matches();
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** Returns whether the request has the page token of a later page. */
    boolean isOfLaterPage() {
        return ofLaterPage;
    }

    /** Returns what the body of an inference request says; for other requests, a record without a model. */
    InferenceRequest inference() {
        return inference;
    }

    Optional<Route> route() {
        if (route == null) {
            route = Routes.of(method, path);
        }
        return route;
    }

    /** Returns the vendor's operation name; empty if there is no such call. */
    String operation() {
        return route().map(Route::id).orElse("");
    }
}
