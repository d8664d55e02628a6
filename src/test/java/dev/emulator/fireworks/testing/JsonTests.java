package dev.emulator.fireworks.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTests {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("null", null),
                Arguments.of(" true ", true),
                Arguments.of("false", false),
                Arguments.of("0", 0L),
                Arguments.of("-12", -12L),
                Arguments.of("999999999999999999", 999999999999999999L),
                Arguments.of("1e3", 1000.0),
                Arguments.of("-0.5E-1", -0.05),
                Arguments.of("12345678901234567890", 12345678901234567890.0),
                Arguments.of("\"\"", ""),
                Arguments.of("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"", "a\"\\/\b\f\n\r\té😀"),
                Arguments.of("[]", List.of()),
                Arguments.of("[1, [2], {}]", List.of(1L, List.of(2L), Map.of())),
                Arguments.of("{}", Map.of()),
                Arguments.of(
                        "\n{\"a\": {\"b\" : [true]}, \"\": \"\"}\t", Map.of("a", Map.of("b", List.of(true)), "", "")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isRead(String text, Object expected) {
        assertThat(Json.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "[1,]",
                "[1 2]",
                "[,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":1",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "01",
                "1.",
                "-",
                "+1",
                ".5",
                "1e",
                "1 1",
                "[1]]"
            })
    void whatIsNoJsonIsRefusedWithThePlace(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected at");
    }

    @Test
    void whatIsDeeperThanAnyAnswerIsRefused() {
        assertThatThrownBy(() -> Json.parse("[".repeat(10_000))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Json.parse("[".repeat(500) + "]".repeat(500))).isNotNull();
    }

    @Test
    void whatIsWrittenIsReadByOthersAsItWas() {
        var object = new LinkedHashMap<String, Object>();
        object.put("text", "\"\\/\b\f\n\r\t\u0001é😀</script>\u2028");
        object.put("none", null);
        object.put("numbers", Arrays.asList(1, -2, 0.5));
        object.put("empty", Map.of("list", List.of(), "object", Map.of()));
        object.put("yes", true);

        assertThat(new JsonMapper().readValue(Json.write(object), Object.class))
                .isEqualTo(new JsonMapper().convertValue(object, Object.class));
        assertThat(Json.parse(Json.write(object))).isEqualTo(Json.parse(new JsonMapper().writeValueAsString(object)));
    }

    @Test
    void aScriptOfHtmlCannotBeLeft() {
        assertThat(Json.write("</script><!--")).isEqualTo("\"\\u003c/script>\\u003c!--\"");
    }

    @Test
    void timesAndDurationsAreWrittenAsTheControlApiReadsThem() {
        assertThat(Json.write(List.of(Instant.parse("2030-01-01T00:00:00Z"), Duration.ofHours(6))))
                .isEqualTo("[\"2030-01-01T00:00:00Z\",\"PT6H\"]");
    }
}
