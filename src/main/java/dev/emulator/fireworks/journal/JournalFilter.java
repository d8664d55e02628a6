package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.JournalProperties;
import dev.emulator.fireworks.auth.ApiKeys;
import dev.emulator.fireworks.auth.Caller;
import dev.emulator.fireworks.auth.Credentials;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.database.Outages;
import dev.emulator.fireworks.routes.RequestAccount;
import dev.emulator.fireworks.routes.Routes;
import dev.emulator.fireworks.store.ResourceIds;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Records every request of a client. It is the outermost filter, so that refused and broken requests are recorded too. Requests that the
 * server itself refuses, such as malformed HTTP, reach no filter and are not recorded.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class JournalFilter implements Filter {

    private final Journal journal;
    private final AccountClocks clocks;
    private final Clock clock;
    private final ApiKeys keys;
    private final ResourceIds ids;
    private final Outages outages;
    private final boolean enabled;
    private final int limit;

    JournalFilter(
            Journal journal,
            AccountClocks clocks,
            Clock clock,
            ApiKeys keys,
            ResourceIds ids,
            Outages outages,
            JournalProperties properties) {
        this.journal = journal;
        this.clocks = clocks;
        this.clock = clock;
        this.keys = keys;
        this.ids = ids;
        this.outages = outages;
        this.enabled = properties.enabled();
        this.limit = Math.toIntExact(
                Math.min(Integer.MAX_VALUE / 2, properties.body().toBytes()));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (enabled
                && request instanceof HttpServletRequest asked
                && response instanceof HttpServletResponse answer
                && Routes.isClients(asked.getRequestURI())) {
            record(asked, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void record(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var account = account(request);
        var exchange = new Exchange(journal, clock, expect(account), account, limit, request, response);
        RequestAccount.listen(request, determined -> exchange.belongTo(determined, expect(determined)));
        var whole = false;
        try {
            chain.doFilter(exchange.request(), exchange.response());
            whole = true;
        } finally {
            if (whole) {
                exchange.filtersAreDone();
            } else {
                exchange.end(true);
            }
        }
    }

    /** During an outage of the database, falls back to the machine's clock, so that the request still gets an error answer. */
    private Clock expect(String account) {
        try {
            if (outages.isGoingOn()) {
                return clock;
            }
            journal.expect(account);
            return clocks.of(account);
        } catch (DataAccessException e) {
            outages.note(e);
            return clock;
        }
    }

    /** Requests whose path names no account belong to the account of their key. */
    private String account(HttpServletRequest request) {
        var named = Routes.account(request.getRequestURI());
        if (named != null) {
            // Invalid names must not fill the journal with accounts.
            return ids.isAccount(named) ? named : "";
        }
        var key = Credentials.in(request::getHeader);
        return key == null
                ? ""
                : keys.caller(key).map(Caller::accounts).map(own -> own.get(0)).orElse("");
    }
}
