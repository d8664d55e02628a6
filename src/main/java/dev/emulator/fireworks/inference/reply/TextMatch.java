package dev.emulator.fireworks.inference.reply;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.emulator.fireworks.aip.ApiException;
import java.util.Optional;
import org.springframework.util.ConcurrentLruCache;

/**
 * Selects texts. A text must match all fields that are set.
 *
 * @param equals the whole text
 * @param contains a part of the text
 * @param regex a regular expression in the syntax of RE2, which must match a part of the text; the first 100000 characters are searched
 */
public record TextMatch(String equals, String contains, String regex) {

    private static final int LONGEST_SEARCH = 100_000;
    private static final int LONGEST_PATTERN = 1_000;
    private static final int LARGEST_PATTERN = 5_000;

    /** RE2 needs linear time. Patterns are compiled once, although settings are parsed again when they change. */
    private static final ConcurrentLruCache<String, Pattern> PATTERNS = new ConcurrentLruCache<>(500, Pattern::compile);

    boolean fits(String text) {
        return (equals.isEmpty() || equals.equals(text))
                && text.contains(contains)
                && (regex.isEmpty() || matcher(text).isPresent());
    }

    /** Returns the first match of the regular expression; empty if there is none. */
    Optional<Matcher> matcher(String text) {
        var matcher = pattern().matcher(text.substring(0, Math.min(text.length(), LONGEST_SEARCH)));
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }

    /** @throws PatternSyntaxException if the regular expression is invalid */
    Pattern pattern() {
        return PATTERNS.get(regex);
    }

    /** @throws ApiException INVALID_ARGUMENT if the regular expression is invalid or too long */
    void check(String field) {
        if (regex.length() > LONGEST_PATTERN) {
            throw ApiException.invalidArgument(
                    field + ".regex", field + ".regex must be at most " + LONGEST_PATTERN + " characters long");
        }
        if (RegexSize.of(regex) > LARGEST_PATTERN || regex.contains("\\Q")) {
            throw ApiException.invalidArgument(
                    field + ".regex",
                    field + ".regex must not contain \\Q, and have at most " + LARGEST_PATTERN
                            + " characters after all counts such as {2} are expanded");
        }
        try {
            pattern();
        } catch (PatternSyntaxException e) {
            throw ApiException.invalidArgument(
                    field + ".regex", field + ".regex is not a regular expression of RE2: " + e.getMessage());
        }
    }

    boolean isUnset() {
        return equals.isEmpty() && contains.isEmpty() && regex.isEmpty();
    }
}
