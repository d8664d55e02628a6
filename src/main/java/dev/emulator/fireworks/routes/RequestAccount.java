package dev.emulator.fireworks.routes;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The account that a request concerns. Paths of inference endpoints contain none; it follows from headers and body. */
public final class RequestAccount {

    private static final String ATTRIBUTE = RequestAccount.class.getName();

    private RequestAccount() {}

    /** Stores the account of a request whose path contains none. */
    public static void set(ServletRequest request, String account) {
        request.setAttribute(ATTRIBUTE, account);
    }

    /** Returns the account in the path or the stored one; null if there is neither. */
    public static @Nullable String of(HttpServletRequest request) {
        var named = Routes.account(request.getRequestURI());
        return named == null && request.getAttribute(ATTRIBUTE) instanceof String stored ? stored : named;
    }
}
