package dev.emulator.fireworks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of keys.
 *
 * @param enabled whether a key is wanted at all
 * @param keys the keys that are good; empty lets any non-blank key in
 */
public record AuthProperties(
        @DefaultValue("true") boolean enabled, @DefaultValue List<@Valid Key> keys) {

    /** How the id of an account in a setting must look. */
    public static final String ACCOUNT_ID = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    public static final String ACCOUNT_ID_RULE = "must be 1-63 of a-z, 0-9 and -, without a hyphen at either end";

    /** A key, the account it opens, and whose it is. */
    public record Key(
            @NotBlank String key,

            @NotBlank @Pattern(regexp = ACCOUNT_ID, message = ACCOUNT_ID_RULE)
            String account,

            @Nullable @Email String email) {}
}
