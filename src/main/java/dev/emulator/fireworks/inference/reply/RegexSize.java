package dev.emulator.fireworks.inference.reply;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Estimates the size of a compiled regular expression. RE2 compiles {@code x{5}} like {@code xxxxx}, so that nested counts need memory that
 * grows exponentially with the length of the expression. The estimate is never too small by more than a constant factor.
 */
final class RegexSize {

    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private final String regex;
    private final Deque<Long> open = new ArrayDeque<>();
    private long size;
    private long last;
    private int at;

    private RegexSize(String regex) {
        this.regex = regex;
    }

    /** Returns the number of characters, classes and operators after all counts are expanded. */
    static long of(String regex) {
        var estimate = new RegexSize(regex);
        while (estimate.at < regex.length()) {
            estimate.step();
        }
        while (!estimate.open.isEmpty()) {
            estimate.close();
        }
        return estimate.size;
    }

    private void step() {
        switch (regex.charAt(at)) {
            case '(' -> {
                open.push(size);
                size = 0;
                last = 0;
                at++;
            }
            case ')' -> {
                close();
                at++;
            }
            case '[' -> {
                add();
                skipClass();
            }
            case '{' -> count();
            case '\\' -> {
                add();
                at += 2;
            }
            default -> {
                add();
                at++;
            }
        }
    }

    private void add() {
        last = 1;
        size++;
    }

    private void close() {
        if (!open.isEmpty()) {
            last = size + 1;
            size = open.pop() + last;
        }
    }

    /** Ends at the first bracket that is not escaped, where no class can end later. */
    private void skipClass() {
        at++;
        while (at < regex.length() && regex.charAt(at) != ']') {
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void count() {
        var count = COUNT.matcher(regex).region(at, regex.length());
        if (!count.lookingAt()) {
            add();
            at++;
            return;
        }
        var least = Long.parseLong(count.group(1));
        var most = count.group(2) == null || count.group(2).isEmpty() ? least : Long.parseLong(count.group(2));
        var times = Math.max(1, Math.max(least, most));
        // both factors are limited, so that the product does not overflow
        var repeated = Math.min(last, Integer.MAX_VALUE) * Math.min(times, Integer.MAX_VALUE);
        size = Math.min(Long.MAX_VALUE / 2, size - last + repeated);
        last = Math.min(Long.MAX_VALUE / 2, repeated);
        at = count.end();
    }
}
