package dev.emulator.fireworks.auth;

import java.security.Principal;
import java.util.List;

/**
 * The developer behind a request.
 *
 * @param email who is said to have made what the request makes
 * @param accounts the accounts the key belongs to, the first being the developer's own
 * @param everywhere whether other accounts are open to the caller as well
 */
public record Caller(String email, List<String> accounts, boolean everywhere) implements Principal {

    @Override
    public String getName() {
        return email;
    }

    public boolean mayUse(String account) {
        return everywhere || accounts.contains(account);
    }
}
