package dev.emulator.fireworks.aip;

import static dev.emulator.fireworks.aip.JobSchema.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilterRefusalTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            foo = 1                       | unknown field "foo"
            parent.foo = 1                | unknown field "parent.foo"
            name.foo = 1                  | unknown field "name.foo"
            create_time.seconds = 1       | unknown field "create_time.seconds"
            name. = 1                     | unknown field "name."
            labels.a.b = c                | unknown field "labels.a.b"
            epochs = "x"                  | field "epochs" must be compared with an integer, not with "x"
            epochs = "3"                  | field "epochs" must be compared with an integer, not with "3"
            epochs = 3.5                  | field "epochs" must be compared with an integer, not with "3.5"
            epochs = ٣                    | field "epochs" must be compared with an integer, not with "٣"
            example_count = 9223372036854775808 | field "exampleCount" must be compared with an integer, not with "9223372036854775808"
            learning_rate > NaN           | field "learningRate" must be compared with a number, not with "NaN"
            learning_rate > 1e999         | field "learningRate" must be compared with a number, not with "1e999"
            early = yes                   | field "early" must be compared with true or false, not with "yes"
            early < true                  | field "early" does not support the operator "<"
            state = BROKEN                | field "state" has no value "BROKEN"
            state = running               | field "state" has no value "running"
            state > RUNNING               | field "state" does not support the operator ">"
            state:RUNNING                 | field "state" does not support the operator ":"
            create_time > 5               | field "createTime" must be compared with an RFC 3339 timestamp, not with "5"
            create_time > 2026-02-30      | field "createTime" must be compared with an RFC 3339 timestamp, not with "2026-02-30"
            create_time < null            | field "createTime" must be compared with an RFC 3339 timestamp, not with "null"
            create_time > +12026-01-01T00:00:00Z | field "createTime" must be compared with an RFC 3339 timestamp, not with "+12026-01-01T00:00:00Z"
            max_duration = 20             | field "maxDuration" must be compared with a duration such as 20s, not with "20"
            parent = x                    | field "parent" can only be compared with null or ":*"
            steps:x                       | field "steps" can only be compared with null or ":*"
            steps.name = one              | field "steps.name" is inside a list, where only the operator ":" is supported
            tags = red                    | field "tags" does not support the operator "="
            labels = red                  | field "labels" does not support the operator "="
            name =                        | syntax error at position 7: unexpected end
            AND                           | syntax error at position 1: unexpected token "AND"
            a AND                         | syntax error at position 6: unexpected end
            a OR OR b                     | syntax error at position 6: unexpected token "OR"
            a AND AND b                   | syntax error at position 7: unexpected token "AND"
            name = AND                    | syntax error at position 8: unexpected token "AND"
            ()                            | syntax error at position 2: unexpected token ")"
            (a                            | syntax error at position 3: unexpected end
            a)                            | syntax error at position 2: unexpected token ")"
            NOT                           | syntax error at position 4: unexpected end
            = 3                           | syntax error at position 1: unexpected token "="
            epochs == 3                   | syntax error at position 9: unexpected token "="
            epochs = 3 = 3                | syntax error at position 12: unexpected token "="
            a, b                          | syntax error at position 2: unexpected token ","
            name = "abc                   | syntax error at position 8: unterminated quoted text "\\""
            name = "a\\q"                 | syntax error at position 10: unknown escape sequence "\\\\q"
            "a"b                          | syntax error at position 4: unexpected token "b"
            exists(name)                  | syntax error at position 7: functions are not supported "("
            """)
    void aWrongFilterIsRefusedByName(String filter, String reason) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Filter.parse(filter, JOB))
                .withMessage("invalid filter: " + reason)
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT));
    }

    @ParameterizedTest
    @MethodSource
    void aFilterThatIsTooMuchIsRefused(String filter, String reason) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Filter.parse(filter, JOB))
                .withMessage("invalid filter: " + reason);
    }

    static Stream<Arguments> aFilterThatIsTooMuchIsRefused() {
        return Stream.of(
                Arguments.of("a".repeat(8193), "longer than 8192 characters"),
                Arguments.of("(".repeat(8192), "nested deeper than 100 levels"),
                Arguments.of("-".repeat(8192), "nested deeper than 100 levels"),
                Arguments.of("NOT ".repeat(2000), "nested deeper than 100 levels"),
                Arguments.of("(NOT ".repeat(51) + "a" + ")".repeat(51), "nested deeper than 100 levels"),
                Arguments.of("a ".repeat(501), "more than 500 restrictions"));
    }

    @Test
    void theLimitsThemselvesAreAllowed() {
        var job = JobSchema.aFullJob();

        assertThat(Filter.parse("(".repeat(100) + "blue" + ")".repeat(100), JOB).test(job))
                .isTrue();
        assertThat(Filter.parse("-".repeat(100) + "blue", JOB).test(job)).isTrue();
        assertThat(Filter.parse("blue ".repeat(500), JOB).conjuncts()).hasSize(500);
        assertThat(Filter.parse("parent.".repeat(1100) + "name != x", JOB).test(job))
                .isTrue();
    }
}
