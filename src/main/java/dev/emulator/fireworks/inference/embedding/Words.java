package dev.emulator.fireworks.inference.embedding;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The words of a text, without case and punctuation. */
final class Words {

    /** Chinese characters are words, because no spaces separate them. */
    private static final Pattern WORD = Pattern.compile("\\p{IsIdeographic}|[\\p{L}\\p{N}&&[^\\p{IsIdeographic}]]+");

    private Words() {}

    /** Returns the number of occurrences of each word. A text without words counts as one word. */
    static Map<String, Integer> count(String text) {
        var counts = new LinkedHashMap<String, Integer>();
        var words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            counts.merge(words.group(), 1, Integer::sum);
        }
        return counts.isEmpty() ? Map.of(text, 1) : counts;
    }
}
