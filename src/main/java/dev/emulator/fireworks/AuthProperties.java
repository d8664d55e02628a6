package dev.emulator.fireworks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of API keys.
 *
 * @param enabled whether requests need an API key
 * @param keys the accepted keys; without any, every non-blank key is accepted
 */
public record AuthProperties(
        @DefaultValue("true") boolean enabled, @DefaultValue List<@Valid Key> keys) {

    /** Pattern of an account id in a setting. */
    public static final String ACCOUNT_ID = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    public static final String ACCOUNT_ID_RULE = "must be 1-63 of a-z, 0-9 and -, without a hyphen at either end";

    /** A key, the one account it gives access to, and the email of the developer who uses it. */
    public record Key(
            @NotBlank String key,

            @NotBlank @Pattern(regexp = ACCOUNT_ID, message = ACCOUNT_ID_RULE)
            String account,

            @Nullable @Email String email) {}
}
