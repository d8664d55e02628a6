package dev.emulator.fireworks.protojson;

import org.jspecify.annotations.Nullable;

/** Parses numbers like protojson; returns null for invalid ones. */
final class WireNumber {

    private static final int MAX_DIGITS = 20;

    private WireNumber() {}

    /** Parses an integer in any JSON format: {@code 3}, {@code 3.0} and {@code 30e-1} are the same. */
    static @Nullable Long integer(String json, long min, long max) {
        String digits = integerDigits(json);
        if (digits == null) {
            return null;
        }
        try {
            long value = Long.parseLong(digits);
            return value < min || value > max ? null : value;
        } catch (NumberFormatException outOfRange) {
            return null;
        }
    }

    // The live service does not accept NaN and infinity, although protojson would accept them as strings.
    static @Nullable Float float32(String json) {
        float value = Float.parseFloat(json);
        return Float.isFinite(value) ? value : null;
    }

    static @Nullable Double float64(String json) {
        double value = Double.parseDouble(json);
        return Double.isFinite(value) ? value : null;
    }

    /** Whether a string is exactly a JSON number, without white space. */
    static boolean isJsonNumber(String text) {
        int length = text.length();
        int at = text.startsWith("-") ? 1 : 0;
        int integerEnd = digitsEnd(text, at);
        if (integerEnd == at || text.charAt(at) == '0' && integerEnd > at + 1) {
            return false;
        }
        at = integerEnd;
        if (at < length && text.charAt(at) == '.') {
            int fractionEnd = digitsEnd(text, at + 1);
            if (fractionEnd == at + 1) {
                return false;
            }
            at = fractionEnd;
        }
        if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at + 1;
            if (exponent < length && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            at = digitsEnd(text, exponent);
            if (at == exponent) {
                return false;
            }
        }
        return at == length;
    }

    private static @Nullable String integerDigits(String json) {
        int start = json.startsWith("-") ? 1 : 0;
        int wholeEnd = digitsEnd(json, start);
        if (wholeEnd == json.length()) {
            return json;
        }
        String whole = json.charAt(start) == '0' ? "" : json.substring(start, wholeEnd);
        int at = wholeEnd;
        String fraction = "";
        if (json.charAt(at) == '.') {
            int fractionEnd = digitsEnd(json, at + 1);
            fraction = withoutTrailingZeros(json, at + 1, fractionEnd);
            at = fractionEnd;
        }
        if (whole.isEmpty() && fraction.isEmpty()) {
            return "0";
        }
        try {
            int exponent = at == json.length() ? 0 : Integer.parseInt(json.substring(at + 1));
            String shifted =
                    exponent >= 0 ? shiftLeft(whole, fraction, exponent) : shiftRight(whole, fraction, exponent);
            return shifted == null || start == 0 ? shifted : "-" + shifted;
        } catch (NumberFormatException exponentOutOfRange) {
            return null;
        }
    }

    private static @Nullable String shiftLeft(String whole, String fraction, int exponent) {
        if (fraction.length() > exponent || (long) whole.length() + exponent > MAX_DIGITS) {
            return null;
        }
        return whole + fraction + "0".repeat(exponent - fraction.length());
    }

    private static @Nullable String shiftRight(String whole, String fraction, int exponent) {
        long kept = (long) whole.length() + exponent;
        if (!fraction.isEmpty() || kept <= 0) {
            return null;
        }
        int end = (int) kept;
        return withoutTrailingZeros(whole, end, whole.length()).isEmpty() ? whole.substring(0, end) : null;
    }

    private static String withoutTrailingZeros(String text, int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(from, end);
    }

    private static int digitsEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
