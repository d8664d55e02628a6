package dev.emulator.fireworks.aip;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The full name of a resource in an account, {@code accounts/{account}/{collection}/{id}} (AIP-122). */
public record ResourceName(String account, String collection, String id) {

    private static final int LONGEST_ID = 63;

    /** Checks the structure only. A name with an invalid id is a name of a resource that does not exist. */
    public static Optional<ResourceName> parse(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        String[] parts = name.split("/", -1);
        if (parts.length != 4
                || !parts[0].equals("accounts")
                || parts[1].isBlank()
                || parts[2].isBlank()
                || parts[3].isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new ResourceName(parts[1], parts[2], parts[3]));
    }

    /** Completes an id to a full name in the account. Any other reference is returned unchanged. */
    public static String full(String account, String collection, String reference) {
        return reference.isEmpty() || reference.contains("/")
                ? reference
                : new ResourceName(account, collection, reference).toString();
    }

    public static boolean isValidId(String id) {
        return !id.isEmpty()
                && id.length() <= LONGEST_ID
                && id.chars().allMatch(ResourceName::isIdCharacter)
                && !id.startsWith("-")
                && !id.endsWith("-");
    }

    private static boolean isIdCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }

    @Override
    public String toString() {
        return "accounts/" + account + "/" + collection + "/" + id;
    }
}
