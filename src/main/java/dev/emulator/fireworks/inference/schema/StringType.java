package dev.emulator.fireworks.inference.schema;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A string.
 *
 * @param allowed the allowed values; empty for all
 */
record StringType(
        List<String> allowed,
        int minLength,
        int maxLength,
        @Nullable Pattern pattern) implements ValueType {

    static StringType of(JsonNode schema) {
        var allowed = schema.has("const")
                ? List.of(schema.path("const").stringValue())
                : schema.path("enum").valueStream().map(JsonNode::stringValue).toList();
        var pattern = schema.path("pattern").asString("");
        return new StringType(
                allowed,
                schema.path("minLength").asInt(0),
                schema.path("maxLength").asInt(Integer.MAX_VALUE),
                pattern.isEmpty() ? null : Pattern.compile(pattern));
    }

    @Override
    public String label() {
        return allowed.isEmpty() ? "str" : "literal[" + quoted(allowed, ",") + ']';
    }

    @Override
    public JsonNode check(JsonNode value, Path path, Mode mode, Errors errors) {
        if (!allowed.isEmpty() && mode.schema()) {
            if (!value.isString() || !allowed.contains(value.stringValue())) {
                errors.add("Input should be " + alternatives(), path, value);
            }
        } else if (!value.isString()) {
            errors.add("Input should be a valid string", path, value);
        } else if (mode.schema()) {
            checkText(value.stringValue(), path, value, errors);
        }
        return value;
    }

    private void checkText(String text, Path path, JsonNode value, Errors errors) {
        var length = text.codePointCount(0, text.length());
        if (length < minLength) {
            errors.add("String should have at least " + characters(minLength), path, value);
        } else if (length > maxLength) {
            errors.add("String should have at most " + characters(maxLength), path, value);
        } else if (pattern != null && !pattern.matcher(text).find()) {
            errors.add("String should match pattern '" + pattern + "'", path, value);
        }
    }

    private static String characters(int count) {
        return count + (count == 1 ? " character" : " characters");
    }

    private String alternatives() {
        var last = allowed.size() - 1;
        return last == 0
                ? quoted(allowed, "")
                : quoted(allowed.subList(0, last), ", ") + " or " + quoted(allowed.subList(last, last + 1), "");
    }

    private static String quoted(List<String> values, String separator) {
        return values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(separator));
    }
}
