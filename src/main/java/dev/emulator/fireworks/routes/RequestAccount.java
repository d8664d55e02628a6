package dev.emulator.fireworks.routes;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The account that a request concerns. Paths of inference endpoints contain none; it follows from headers and body. */
public final class RequestAccount {

    private static final String ATTRIBUTE = RequestAccount.class.getName();
    private static final String LISTENER = Listener.class.getName();

    /** Is notified when the account of a request is determined. */
    @FunctionalInterface
    public interface Listener {

        void determined(String account);
    }

    /** Registers the listener of a request, before its account is stored. */
    public static void listen(ServletRequest request, Listener listener) {
        request.setAttribute(LISTENER, listener);
    }

    private RequestAccount() {}

    /** Stores the account of a request whose path contains none. */
    public static void set(ServletRequest request, String account) {
        request.setAttribute(ATTRIBUTE, account);
        if (request.getAttribute(LISTENER) instanceof Listener listener) {
            listener.determined(account);
        }
    }

    /** Returns the account in the path or the stored one; null if there is neither. */
    public static @Nullable String of(HttpServletRequest request) {
        var named = Routes.account(request.getRequestURI());
        return named == null && request.getAttribute(ATTRIBUTE) instanceof String stored ? stored : named;
    }
}
