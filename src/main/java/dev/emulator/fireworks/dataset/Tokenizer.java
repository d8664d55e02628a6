package dev.emulator.fireworks.dataset;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Cuts text into tokens. Every base model has a tokenizer of its own; this is a common one of their size, so that what it says is an
 * estimate.
 */
@Component
public final class Tokenizer {

    // Its vocabulary takes a moment to load, which only those wait for who have something to cut.
    private volatile @Nullable Encoding encoding;

    public int count(String text) {
        return encoding().countTokensOrdinary(text);
    }

    public List<Integer> encode(String text) {
        return encoding().encodeOrdinary(text).boxed();
    }

    /** What one token stands for, which can be a part of a character only. */
    public String decode(int token) {
        var one = new IntArrayList(1);
        one.add(token);
        return encoding().decode(one);
    }

    private Encoding encoding() {
        var known = encoding;
        if (known == null) {
            known = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
            encoding = known;
        }
        return known;
    }
}
