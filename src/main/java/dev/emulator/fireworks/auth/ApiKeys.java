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

/** The keys that are good. Where none is listed, every key is, and opens every account. */
@Component
public class ApiKeys {

    private final Caller anybody;
    private final Map<String, Caller> callers = new LinkedHashMap<>();

    ApiKeys(EmulatorProperties properties) {
        anybody = new Caller(properties.email(), List.of(properties.account()), true);
        for (Key key : properties.auth().keys()) {
            callers.merge(
                    key.key(),
                    new Caller(
                            Objects.requireNonNullElse(key.email(), properties.email()), List.of(key.account()), false),
                    ApiKeys::together);
        }
    }

    /** Who holds a key; empty for one that is not among the listed. */
    public Optional<Caller> caller(String key) {
        return callers.isEmpty() ? Optional.of(anybody) : Optional.ofNullable(callers.get(key));
    }

    /** Who calls where no key is asked for. */
    public Caller anybody() {
        return anybody;
    }

    private static Caller together(Caller one, Caller other) {
        var accounts = new ArrayList<>(one.accounts());
        accounts.addAll(other.accounts());
        return new Caller(one.email(), List.copyOf(accounts), false);
    }
}
