package dev.emulator.fireworks.inference.generation;

import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Generates strings: of a format, of a pattern, or readable ones. */
final class StringInstances {

    private static final int MAX_LENGTH = 100_000;
    private static final long MAX_PATTERN_LENGTH = 1_000_000;
    private static final int PATTERN_ATTEMPTS = 200;
    private static final int READABLE_LENGTH = 40;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d*)(?:,(\\d*))?}");

    private StringInstances() {}

    /** @param label what the string stands for, such as the name of its property */
    static JsonNode create(Conjunction schema, String label, RandomGenerator random) {
        var min = schema.largest("minLength");
        var max = schema.smallest("maxLength");
        if (min > max) {
            throw schema.unsatisfiable();
        }
        if (min > MAX_LENGTH) {
            throw SchemaException.unsupported("minLength must not be above " + MAX_LENGTH);
        }
        var patterns = schema.all("pattern")
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .distinct()
                .toList();
        var formatted = schema.all("format")
                .map(format -> StringFormats.create(format.asString(""), random))
                .filter(text -> !text.isEmpty() && isAllowed(text, min, max))
                .findFirst()
                .orElse("");
        if (!formatted.isEmpty()
                && patterns.stream()
                        .allMatch(each ->
                                JsonValues.pattern(each).matcher(formatted).find())) {
            return Schemas.string(formatted);
        }
        for (var pattern : patterns) {
            for (int attempt = 0; attempt < PATTERN_ATTEMPTS; attempt++) {
                var text = matching(pattern, repetitions(attempt, min, max), random);
                if (isAllowed(text, min, max)
                        && patterns.stream()
                                .allMatch(each ->
                                        JsonValues.pattern(each).matcher(text).find())) {
                    return Schemas.string(text);
                }
            }
        }
        if (!patterns.isEmpty()) {
            throw SchemaException.unsupported("no string of length " + min + " to " + max + " was found for pattern "
                    + String.join(" and ", patterns));
        }
        return Schemas.string(readable(label, min, max, random));
    }

    /** Returns a string that matches a regular expression. */
    static String matching(String pattern, int repetitions, RandomGenerator random) {
        requireShort(pattern, repetitions);
        var properties = new RgxGenProperties();
        RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(properties, repetitions);
        try {
            return RgxGen.parse(properties, pattern).generate(random);
        } catch (RuntimeException e) {
            throw SchemaException.unsupported("pattern " + pattern + " is not a supported regular expression");
        }
    }

    /** Repetitions without a limit: few at first, and then about as many as the length requires. */
    private static int repetitions(int attempt, int min, int max) {
        if (min <= 8 && attempt < PATTERN_ATTEMPTS / 2) {
            return Math.min(8, Math.max(1, max));
        }
        return Math.max(1, Math.min(max, min + attempt % 8));
    }

    /** Refuses patterns with counts that multiply to very long texts. */
    private static void requireShort(String pattern, int repetitions) {
        JsonValues.pattern(pattern);
        var longest = 1.0;
        var counts = COUNT.matcher(pattern);
        while (counts.find()) {
            var last = counts.group(2) == null || counts.group(2).isEmpty() ? counts.group(1) : counts.group(2);
            longest *= last.isEmpty() ? 1 : Math.max(1, Double.parseDouble(last));
        }
        var open = 0;
        var nested = 0;
        for (var c : pattern.toCharArray()) {
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            nested = Math.max(nested, open);
        }
        if (longest * Math.pow(repetitions, Math.max(0, nested - 1)) > MAX_PATTERN_LENGTH) {
            throw SchemaException.unsupported("pattern " + pattern + " describes texts that are too long");
        }
    }

    private static boolean isAllowed(String text, int min, int max) {
        var length = text.codePointCount(0, text.length());
        return length >= min && length <= max;
    }

    private static String readable(String label, int min, int max, RandomGenerator random) {
        var words = "emulated " + (label.isEmpty() ? "text" : label) + ' ' + (1 + random.nextInt(1000));
        var text = words.codePointCount(0, words.length()) <= Math.max(min, Math.min(max, READABLE_LENGTH))
                ? words
                : letters(Math.max(min, Math.min(max, 8)), random);
        return text + letters(Math.max(0, min - text.codePointCount(0, text.length())), random);
    }

    private static String letters(int count, RandomGenerator random) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
