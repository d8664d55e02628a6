package dev.emulator.fireworks.store;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Names resources: by the id a client asks for, or by one of the server's own. */
@Component
public class ResourceIds {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String LETTERS_AND_DIGITS = LETTERS + "0123456789";
    private static final int SHORT = 8;
    private static final int FIRST_DIGIT = 60;
    private static final long FIRST_LETTER = 0xa;
    private static final long LETTERS_OF_A_UUID = 6;

    /** What can stand in an address and come back: with a slash or a colon in it, an id could never be asked for again. */
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
     * The name of a resource to be made.
     *
     * @param requested what the client asked for; empty leaves it to the server
     * @param field the request field that holds it, for the refusal
     */
    public ResourceName nameFor(String account, String collection, String requested, String field) {
        if (requested.isEmpty()) {
            return name(account, collection, style == EmulatorProperties.Ids.SHORT ? shortId() : uuid());
        }
        requireNew(requested, field);
        return name(account, collection, requested);
    }

    /**
     * Refuses an id that no resource can be given.
     *
     * @param field the request field that holds it, for the refusal
     */
    public void requireNew(String id, String field) {
        if (!isValid(id)) {
            throw ApiException.invalidArgument(field, "invalid id " + quoted(id) + rule());
        }
        if (level == EmulatorProperties.Validation.SERVICE && Character.isDigit(id.charAt(0))) {
            throw ApiException.invalidArgument(field, "invalid id " + quoted(id) + ": must not start with a digit");
        }
    }

    /** Whether a resource with an id can be asked for at any level. */
    public static boolean isAddressable(String id) {
        return ADDRESSABLE.matcher(id).matches();
    }

    /** The name with this id, whether or not there is such a resource; an id that no resource can have is refused, as on the live service. */
    public ResourceName name(String account, String collection, String id) {
        if (!isValid(id)) {
            throw ApiException.invalidArgument("name", "invalid id " + quoted(id) + rule());
        }
        return new ResourceName(validAccountId(account), collection, id);
    }

    /** Whether an account can be called so. */
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

    /** One that begins with a letter, as every id has to; a job's model is named after it. */
    private String uuid() {
        var high = (random.nextLong() & ~0xF000L) | 0x4000L;
        var first = high >>> FIRST_DIGIT;
        if (first < FIRST_LETTER) {
            high += FIRST_LETTER + first % LETTERS_OF_A_UUID - first << FIRST_DIGIT;
        }
        var low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private String shortId() {
        var id = new StringBuilder(SHORT).append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        while (id.length() < SHORT) {
            id.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
        }
        return id.toString();
    }
}
