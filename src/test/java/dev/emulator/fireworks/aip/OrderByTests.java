package dev.emulator.fireworks.aip;

import static dev.emulator.fireworks.aip.JobSchema.JOB;
import static dev.emulator.fireworks.aip.JobSchema.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OrderByTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", quoteCharacter = '`', textBlock = """
            null                               | ``
            ``                                 | ``
            create_time desc                   | createTime desc
            `  createTime   desc ,name  asc `  | createTime desc,name
            base_model.create_time, labels.x   | baseModel.createTime,labels.x
            """)
    void anOrderHasOneCanonicalText(String text, String canonical) {
        assertThat(OrderBy.parse(text, JOB).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            foo                     | unknown field "foo"
            name.foo                | unknown field "name.foo"
            name..x                 | unknown field "name..x"
            name,                   | empty field name
            desc                    | unknown field "desc"
            name DESC               | syntax error in "name DESC"
            name desc desc          | syntax error in "name desc desc"
            create_time, createTime desc | duplicate field "createTime"
            tags                    | cannot sort by field "tags"
            labels                  | cannot sort by field "labels"
            parent                  | cannot sort by field "parent"
            steps                   | cannot sort by field "steps"
            steps.name              | cannot sort by field "steps.name"
            """)
    void anOrderThatMakesNoSenseIsRefused(String text, String reason) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> OrderBy.parse(text, JOB))
                .withMessage("invalid order_by: " + reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name          | {'name': 'B'}            | {'name': 'a'}
            epochs        | {'epochs': 9}            | {'epochs': 10}
            example_count | {'exampleCount': '9'}    | {'exampleCount': '10'}
            learning_rate | {'learningRate': 9.5}    | {'learningRate': 10}
            early         | {'early': false}         | {'early': true}
            state         | {'state': 'COMPLETED'}   | {'state': 'RUNNING'}
            max_duration  | {'maxDuration': '9s'}    | {'maxDuration': '10.5s'}
            create_time   | {'createTime': '2026-01-01T00:00:00.5Z'}    | {'createTime': '2026-01-01T00:00:00.500001Z'}
            create_time   | {'createTime': '2026-01-01T02:00:00+03:00'} | {'createTime': '2026-01-01T00:00:00Z'}
            create_time   | {'createTime': '2026-01-01T00:00:00Z'}      | {'createTime': null}
            parent.epochs | {'parent': {'epochs': 1}} | {'parent': null}
            epochs desc   | {}                        | {'epochs': 9}
            epochs desc   | {'epochs': 10}            | {'epochs': 9}
            epochs, name  | {'epochs': 1, 'name': 'a'} | {'epochs': 1, 'name': 'b'}
            epochs desc, name | {'epochs': 2, 'name': 'b'} | {'epochs': 1, 'name': 'a'}
            """)
    void resourcesAreSortedByTypeWithWhatIsUnsetLast(String orderBy, String first, String second) {
        var order = OrderBy.parse(orderBy, JOB).comparator();

        assertThat(Stream.<JsonNode>of(json(second), json(first)).sorted(order))
                .containsExactly(json(first), json(second));
    }

    @Test
    void anOrderHasOnlySoManyFields() {
        var fields = IntStream.range(0, 51).mapToObj(i -> "labels.a" + i).collect(Collectors.joining(","));
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> OrderBy.parse(fields, JobSchema.JOB))
                .withMessage("invalid order_by: more than 50 fields");
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> OrderBy.parse("a".repeat(1 << 20), JobSchema.JOB))
                .withMessage("invalid order_by: longer than 8192 characters");
    }
}
