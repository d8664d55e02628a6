package dev.emulator.fireworks.inference.learning;

import java.util.Arrays;

/**
 * The distinct words of a text, as sorted hashes. A word is a run of letters and digits in any case; each ideograph is a word.
 *
 * @param hashes sorted, without duplicates
 */
record Words(int[] hashes) {

    /** Signatures of longer texts consider this number of words. They are chosen by their hashes, hence the same ones in similar texts. */
    private static final int SIGNED = 32;

    static Words of(String text) {
        var hashes = new int[16];
        var count = 0;
        for (int i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            var next = i + Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                var hash = Character.toLowerCase(c);
                while (next < text.length() && !Character.isIdeographic(c)) {
                    c = text.codePointAt(next);
                    if (!Character.isLetterOrDigit(c) || Character.isIdeographic(c)) {
                        break;
                    }
                    hash = hash * 31 + Character.toLowerCase(c);
                    next += Character.charCount(c);
                }
                if (count == hashes.length) {
                    hashes = Arrays.copyOf(hashes, count * 2);
                }
                hashes[count++] = mix(hash);
            }
            i = next;
        }
        Arrays.sort(hashes, 0, count);
        return new Words(distinct(hashes, count));
    }

    private static int[] distinct(int[] sorted, int count) {
        var distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }

    private static int mix(int value) {
        var mixed = (value ^ value >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }

    boolean isEmpty() {
        return hashes.length == 0;
    }

    /** Returns the number of common words, divided by the number of words in either text. */
    double similarity(Words other) {
        var common = 0;
        for (int i = 0, j = 0; i < hashes.length && j < other.hashes.length; ) {
            if (hashes[i] == other.hashes[j]) {
                common++;
                i++;
                j++;
            } else if (hashes[i] < other.hashes[j]) {
                i++;
            } else {
                j++;
            }
        }
        return isEmpty() ? 0 : (double) common / (hashes.length + other.hashes.length - common);
    }

    /** Returns the first or second half of a set of 128 bits, with a bit for each word. Common bits estimate common words. */
    long signature(int half) {
        var bits = 0L;
        for (int i = 0; i < Math.min(SIGNED, hashes.length); i++) {
            if ((hashes[i] & 1) == half) {
                bits |= 1L << (hashes[i] >>> 1);
            }
        }
        return bits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Words words && Arrays.equals(hashes, words.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return hashes.length + " words";
    }
}
