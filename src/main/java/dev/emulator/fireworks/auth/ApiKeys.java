package dev.emulator.fireworks.auth;

import dev.emulator.fireworks.AuthProperties.Key;
import dev.emulator.fireworks.EmulatorProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The valid API keys. If none are configured, every key is valid and opens every account. */
@Component
public class ApiKeys {

    private final Caller defaultCaller;
    private final Map<String, Caller> callers = new LinkedHashMap<>();

    ApiKeys(EmulatorProperties properties) {
        defaultCaller = new Caller(properties.email(), List.of(properties.account()), true);
        for (Key key : properties.auth().keys()) {
            callers.merge(
                    key.key(),
                    new Caller(
                            Objects.requireNonNullElse(key.email(), properties.email()), List.of(key.account()), false),
                    ApiKeys::merge);
        }
    }

    /** Returns the owner of a key; empty if the key is not valid. */
    public Optional<Caller> caller(String key) {
        return callers.isEmpty() ? Optional.of(defaultCaller) : Optional.ofNullable(callers.get(key));
    }

    /** Returns the caller to assume when authentication is disabled. */
    public Caller defaultCaller() {
        return defaultCaller;
    }

    private static Caller merge(Caller one, Caller other) {
        var accounts = new ArrayList<>(one.accounts());
        accounts.addAll(other.accounts());
        return new Caller(one.email(), List.copyOf(accounts), false);
    }
}
