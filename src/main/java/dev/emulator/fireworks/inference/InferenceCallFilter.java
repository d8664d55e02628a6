package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.auth.Caller;
import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.routes.InferenceRequest;
import dev.emulator.fireworks.routes.RequestAccount;
import dev.emulator.fireworks.routes.Routes;
import dev.emulator.fireworks.store.PublicResources;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of inference requests once, and determines their account before faults are injected. It is the account of the header
 * {@code x-fireworks-account-id}, or the one that the requested model names, or else the account of the key.
 */
@Component
@Order(3)
class InferenceCallFilter extends OncePerRequestFilter {

    private static final String ACCOUNT_HEADER = "x-fireworks-account-id";

    private final HandlerExceptionResolver errors;
    private final int limit;

    InferenceCallFilter(
            EmulatorProperties properties, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
        this.limit = Math.toIntExact(properties.limits().requestBody().toBytes());
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Routes.isInference(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(request.getUserPrincipal() instanceof Caller caller)) {
            chain.doFilter(request, response);
            return;
        }
        InferenceCall call;
        try {
            call = call(request, response, caller, body(request));
        } catch (ApiException e) {
            errors.resolveException(request, response, null, e);
            return;
        }
        RequestAccount.set(request, call.account());
        InferenceRequest.set(request, content(call.json()));
        request.setAttribute(InferenceCall.class.getName(), call);
        chain.doFilter(request, response);
    }

    /** @throws ApiException if the body is too large, or the server does not wait for it */
    private byte[] body(HttpServletRequest request) throws IOException {
        if (!request.getMethod().equals("POST")) {
            return new byte[0];
        }
        var bytes = request.getInputStream().readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new ApiException(Code.RESOURCE_EXHAUSTED, "request body larger than max (" + limit + ")")
                    .withHttpStatus(413);
        }
        return bytes;
    }

    private static InferenceCall call(
            HttpServletRequest request, HttpServletResponse response, Caller caller, byte[] body) {
        try {
            var json = body.length == 0 ? null : JsonText.read(body);
            return new InferenceCall(request, response, caller, account(request, caller, json), json, null);
        } catch (ProtoJsonException e) {
            return new InferenceCall(request, response, caller, account(request, caller, null), null, e);
        }
    }

    private static InferenceRequest content(@Nullable JsonNode body) {
        return body == null
                ? InferenceRequest.EMPTY
                : new InferenceRequest(
                        body.path("model").asString(""), body.path("stream").asBoolean(false), UserText.in(body));
    }

    private static String account(HttpServletRequest request, Caller caller, @Nullable JsonNode body) {
        return usable(caller, request.getHeader(ACCOUNT_HEADER))
                .or(() -> Optional.ofNullable(body)
                        .map(json -> json.path("model").asString(""))
                        .flatMap(model -> usable(caller, accountIn(model))))
                .orElse(caller.accounts().get(0));
    }

    private static Optional<String> usable(Caller caller, @Nullable String account) {
        return Optional.ofNullable(account)
                .filter(id -> ResourceName.isValidId(id) && !PublicResources.belongTo(id) && caller.mayUse(id));
    }

    /** Returns the account of the deployment, or else of the model; null for a short name. */
    private static @Nullable String accountIn(String model) {
        var name = model.substring(model.indexOf('#') + 1);
        var segments = name.split("/", 3);
        return segments.length == 3 && segments[0].equals("accounts") ? segments[1] : null;
    }
}
