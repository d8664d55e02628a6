package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.auth.Caller;
import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.events.LogLimit;
import dev.emulator.fireworks.routes.RequestAccount;
import dev.emulator.fireworks.routes.Routes;
import dev.emulator.fireworks.storage.StorageErrors;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Filters every call of a client, and injects the faults that fire on it. */
@Component
@Order(4)
class FaultFilter implements Filter {

    private final Faults faults;
    private final RequestFaults requestFaults;
    private final FaultInjector injector;
    private final Events events;
    private final AccountClocks clocks;
    private final HandlerExceptionResolver refusals;
    private final LogLimit log;

    FaultFilter(
            Faults faults,
            RequestFaults requestFaults,
            FaultInjector injector,
            Events events,
            AccountClocks clocks,
            Clock clock,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
        this.log = new LogLimit(LoggerFactory.getLogger(FaultFilter.class), clock);
        this.faults = faults;
        this.requestFaults = requestFaults;
        this.injector = injector;
        this.events = events;
        this.clocks = clocks;
        this.refusals = refusals;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked
                && response instanceof HttpServletResponse answer
                && Routes.isClients(asked.getRequestURI())) {
            inject(asked, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void inject(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var account = account(request);
        var call = new Call(request);
        var injection = injection(account, call, request, response);
        if (injection == null) {
            return;
        }
        if (injection.effects().isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        report(account, call, injection);
        injector.inject(injection, account, clocks.of(account), request, response, chain);
    }

    /** Returns null if the fault itself was refused, in which case the error has been written. */
    private @Nullable Injection injection(
            String account, Call call, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            var own = request.getHeader(RequestFaults.HEADER);
            return own == null ? faults.fire(account, call) : requestFaults.fire(request, call, own);
        } catch (RuntimeException e) {
            if (e instanceof ApiException refusal && StorageErrors.concern(request.getRequestURI())) {
                StorageErrors.write(response, refusal.httpStatus(), String.valueOf(refusal.getMessage()));
                return null;
            }
            if (refusals.resolveException(request, response, null, e) == null) {
                throw e;
            }
            return null;
        }
    }

    private static String account(HttpServletRequest request) {
        var named = RequestAccount.of(request);
        if (named != null) {
            return named;
        }
        return request.getUserPrincipal() instanceof Caller caller
                ? caller.accounts().get(0)
                : "";
    }

    private void report(String account, Call call, Injection injection) {
        var now = clocks.of(account).instant();
        for (var effect : injection.effects()) {
            log.info(() -> "Fault " + (effect.name().isEmpty() ? "of the request" : effect.name()) + " ("
                    + effect.effect().kind() + ") fired on " + call.method() + " " + Secrets.text(call.path()));
            events.publish(
                    now,
                    account,
                    Event.Type.FAULT,
                    effect.name(),
                    Map.of(
                            "method", call.method(),
                            "path", call.path(),
                            "operation", call.operation(),
                            "effect", effect.effect().kind()));
        }
    }
}
