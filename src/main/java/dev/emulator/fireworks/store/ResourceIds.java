package dev.emulator.fireworks.store;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Creates and checks names of resources, with an id from the client or a generated one. */
@Component
public class ResourceIds {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String LETTERS_AND_DIGITS = LETTERS + "0123456789";
    private static final int SHORT = 8;
    private static final int FIRST_DIGIT = 60;
    private static final long FIRST_LETTER = 0xa;
    private static final long LETTERS_OF_A_UUID = 6;

    /** An id with a slash or a colon could not be used in a URL. */
    private static final Pattern ADDRESSABLE = Pattern.compile("[^/:\\p{Cntrl}\\p{Cs}]{1,63}");

    private final RandomGenerator random;
    private final EmulatorProperties.Ids style;
    private final EmulatorProperties.Validation level;

    ResourceIds(RandomGenerator random, EmulatorProperties properties) {
        this.random = random;
        this.style = properties.ids();
        this.level = properties.validation();
    }

    /**
     * The name of a new resource.
     *
     * @param requested id from the client; empty to generate one
     * @param field the request field that contains the id, for error messages
     */
    public ResourceName nameFor(String account, String collection, String requested, String field) {
        if (requested.isEmpty()) {
            return name(account, collection, style == EmulatorProperties.Ids.SHORT ? shortId() : uuid());
        }
        requireNew(requested, field);
        return name(account, collection, requested);
    }

    /**
     * Refuses an id that a new resource cannot have.
     *
     * @param field the request field that contains the id, for error messages
     */
    public void requireNew(String id, String field) {
        if (!isValid(id)) {
            throw ApiException.invalidArgument(field, "invalid id " + quoted(id) + rule());
        }
        if (level == EmulatorProperties.Validation.SERVICE && Character.isDigit(id.charAt(0))) {
            throw ApiException.invalidArgument(field, "invalid id " + quoted(id) + ": must not start with a digit");
        }
    }

    /** Whether an id can be used in a URL, which even level {@code lenient} requires. */
    public static boolean isAddressable(String id) {
        return ADDRESSABLE.matcher(id).matches();
    }

    /** The name of a resource, which need not exist. An id that no resource can have is refused, as on the live service. */
    public ResourceName name(String account, String collection, String id) {
        if (!isValid(id)) {
            throw ApiException.invalidArgument("name", "invalid id " + quoted(id) + rule());
        }
        return new ResourceName(validAccountId(account), collection, id);
    }

    /** Whether an account can have this id. */
    public boolean isAccount(String account) {
        return isValid(account);
    }

    public String validAccountId(String account) {
        if (!isValid(account)) {
            throw ApiException.invalidArgument("account_id", "invalid account id " + quoted(account) + rule());
        }
        return account;
    }

    private boolean isValid(String id) {
        return level == EmulatorProperties.Validation.LENIENT ? isAddressable(id) : ResourceName.isValidId(id);
    }

    private static String quoted(String id) {
        return '"' + id + '"';
    }

    private String rule() {
        return level == EmulatorProperties.Validation.LENIENT
                ? ": must be 1-63 characters without / and :"
                : ": must be 1-63 characters of a-z, 0-9 and -, without a hyphen at either end";
    }

    /** A UUID that begins with a letter, as every id must on the live service. The output model of a job gets the same id. */
    private String uuid() {
        var high = (random.nextLong() & ~0xF000L) | 0x4000L;
        var first = high >>> FIRST_DIGIT;
        if (first < FIRST_LETTER) {
            high += FIRST_LETTER + first % LETTERS_OF_A_UUID - first << FIRST_DIGIT;
        }
        var low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** An id of eight characters, as the live service creates them. */
    public String shortId() {
        var id = new StringBuilder(SHORT).append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        while (id.length() < SHORT) {
            id.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
        }
        return id.toString();
    }
}
