package dev.emulator.fireworks.aip;

import static dev.emulator.fireworks.aip.JobSchema.JOB;
import static dev.emulator.fireworks.aip.JobSchema.aFullJob;
import static dev.emulator.fireworks.aip.JobSchema.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldMaskTests {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "*", "name,*", " "})
    void anEmptyMaskOrAnAsteriskIsEverything(String text) {
        var mask = FieldMask.parse(text, JOB);

        assertThat(mask.isAll()).isTrue();
        assertThat(mask.prune(aFullJob())).isEqualTo(aFullJob());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            epochs                | {'epochs': 3}
            example_count,epochs  | {'epochs': 3, 'exampleCount': '9007199254740993'}
            exampleCount          | {'exampleCount': '9007199254740993'}
            parent.epochs         | {'parent': {'epochs': 7}}
            parent.epochs, parent.name | {'parent': {'name': 'p', 'epochs': 7}}
            parent.name,parent    | {'parent': {'name': 'p', 'epochs': 7, 'parent': null, 'createTime': null}}
            parent,parent.name    | {'parent': {'name': 'p', 'epochs': 7, 'parent': null, 'createTime': null}}
            parent.parent.name    | {'parent': {'parent': null}}
            base_model.name       | {'baseModel': null}
            tags                  | {'tags': ['red', 'green']}
            labels.team           | {'labels': {'team': 'blue'}}
            steps.name            | {'steps': [{'name': 'one'}, {'name': 'two'}]}
            """)
    void onlyTheNamedFieldsAreKept(String text, String kept) {
        var job = aFullJob();

        assertThat(FieldMask.parse(text, JOB).prune(job)).isEqualTo(json(kept));
        assertThat(job).isEqualTo(aFullJob());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            foo          | unknown field "foo"
            name,foo,*   | unknown field "foo"
            parent.foo   | unknown field "parent.foo"
            name.foo     | unknown field "name.foo"
            parent..name | unknown field "parent..name"
            name.*       | unknown field "name.*"
            name,,epochs | empty path in "name,,epochs"
            name,        | empty path in "name,"
            """)
    void aMaskThatNamesNothingIsRefused(String text, String reason) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> FieldMask.parse(text, JOB))
                .withMessage("invalid field mask: " + reason);
    }
}
