package dev.emulator.fireworks.web;

import dev.emulator.fireworks.store.AccountReader;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request of a client read the settings of an account once. Excludes the control API, because it waits for changes, and transfers of
 * files, because they can take long.
 */
class AccountReaderFilter extends OncePerRequestFilter {

    private final AccountReader reader;

    AccountReaderFilter(AccountReader reader) {
        this.reader = reader;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return QueryFilter.takesFiles(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        reader.beginRequest();
        try {
            chain.doFilter(request, response);
        } finally {
            reader.endRequest();
        }
    }
}
