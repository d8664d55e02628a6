package dev.emulator.fireworks.auth;

import java.security.Principal;
import java.util.List;

/**
 * The developer who sends a request.
 *
 * @param email the {@code createdBy} of resources that the request creates
 * @param accounts the accounts of the key, of which the first is the default
 * @param everywhere whether the caller may use all other accounts too
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
