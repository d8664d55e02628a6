package dev.emulator.fireworks.web;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.auth.ApiKeys;
import dev.emulator.fireworks.auth.Caller;
import dev.emulator.fireworks.auth.Credentials;
import dev.emulator.fireworks.routes.InferenceErrors;
import dev.emulator.fireworks.routes.Routes;
import dev.emulator.fireworks.store.PublicResources;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requires an API key before anything else is checked, as the edge of the live service does. The emulator's own endpoints need none.
 *
 * <p>As observed, a valid key for another account is refused with an empty message, and an unknown key in the edge's own format.
 */
@Component
@Order(0)
class ApiKeyFilter extends OncePerRequestFilter {

    private static final String VERIFY = "/verifyApiKey";
    private static final String INVALID_KEY = "The API key you provided is invalid.";

    private final ApiKeys keys;
    private final boolean enabled;

    ApiKeyFilter(ApiKeys keys, EmulatorProperties properties) {
        this.keys = keys;
        this.enabled = properties.auth().enabled();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return (request.getRequestURI() + "/").startsWith("/_emulator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!enabled) {
            chain.doFilter(new CalledBy(request, keys.defaultCaller()), response);
            return;
        }
        var key = Credentials.in(request::getHeader);
        if (key == null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            ErrorResponses.write(request, response, Code.UNAUTHENTICATED, "missing or malformed API key");
            return;
        }
        var caller = keys.caller(key);
        if (caller.isEmpty()) {
            refuseUnknownKey(request, response);
        } else if (!mayUse(caller.get(), request)) {
            ErrorResponses.write(request, response, Code.PERMISSION_DENIED, "");
        } else {
            chain.doFilter(new CalledBy(request, caller.get()), response);
        }
    }

    private static boolean mayUse(Caller caller, HttpServletRequest request) {
        if (caller.everywhere()) {
            return true;
        }
        var account = Routes.account(request.getRequestURI());
        return account == null
                || caller.mayUse(account)
                || (PublicResources.belongTo(account) && request.getMethod().equals("GET"));
    }

    private static void refuseUnknownKey(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals(VERIFY)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            response.setStatus(Code.UNAUTHENTICATED.httpStatus());
        } else {
            refuseUnknownKey(request.getRequestURI(), response, response.getHeader(RequestIds.HEADER));
        }
    }

    /** As observed, inference answers with another status than the rest of the API. */
    private static void refuseUnknownKey(String path, HttpServletResponse response, @Nullable String requestId)
            throws IOException {
        if (Routes.isInference(path)) {
            var status = Code.UNAUTHENTICATED.httpStatus();
            var body = InferenceErrors.body(
                    path, status, "UNAUTHORIZED", InferenceErrors.ERROR, null, INVALID_KEY, requestId);
            ErrorResponses.write(response, status, body);
        } else {
            ErrorResponses.write(response, Code.PERMISSION_DENIED.httpStatus(), invalidKey(requestId));
        }
    }

    private static ObjectNode invalidKey(@Nullable String requestId) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", INVALID_KEY)
                .putNull("param")
                .put("code", "UNAUTHORIZED")
                .put("type", "error");
        return body.put("request_id", requestId);
    }

    private static final class CalledBy extends HttpServletRequestWrapper {

        private final Caller caller;

        private CalledBy(HttpServletRequest request, Caller caller) {
            super(request);
            this.caller = caller;
        }

        @Override
        public Principal getUserPrincipal() {
            return caller;
        }
    }
}
