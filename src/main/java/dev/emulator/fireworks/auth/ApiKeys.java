package dev.emulator.fireworks.auth;

import dev.emulator.fireworks.AuthProperties.Key;
import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ResourceName;
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

    /**
     * If no keys are configured, a key that begins with this text belongs to the account whose id follows. So requests whose path contains no
     * account, such as inference requests, can be sent for any account.
     */
    public static final String PREFIX_OF_ACCOUNT = "fw_account_";

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
        if (!callers.isEmpty()) {
            return Optional.ofNullable(callers.get(key));
        }
        var account = key.startsWith(PREFIX_OF_ACCOUNT) ? key.substring(PREFIX_OF_ACCOUNT.length()) : "";
        return Optional.of(
                ResourceName.isValidId(account)
                        ? new Caller(defaultCaller.email(), List.of(account), true)
                        : defaultCaller);
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
