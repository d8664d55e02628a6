package dev.emulator.fireworks.protojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.emulator.fireworks.protojson.Messages.Everything;
import dev.emulator.fireworks.protojson.Messages.Job;
import dev.emulator.fireworks.protojson.Messages.Precision;
import dev.emulator.fireworks.protojson.Messages.Spec;
import dev.emulator.fireworks.protojson.Messages.State;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTests {

    private final ProtoJson json = new ProtoJson();

    @ParameterizedTest
    @ValueSource(
            strings = {"", " \r\n\t", "{}", "\n{} trailing } garbage", "{\"name\":null,\"epochs\":null,\"tags\":null}"})
    void whatIsNotSentIsZero(String body) {
        assertThat(read(body, Job.class)).isEqualTo(read("{}", Job.class));
    }

    @Test
    void bothSpellingsOfANameAreAccepted() {
        assertThat(read("{\"learning_rate\":0.5,\"wandbConfig\":{\"api_key\":\"k\"}}", Spec.class))
                .isEqualTo(read("{\"learningRate\":0.5,\"wandb_config\":{\"apiKey\":\"k\"}}", Spec.class));
    }

    @Test
    void fieldsOfTheStoredPartStandAmongTheOthers() {
        Job job = read(
                "{\"dataset\":\"d\",\"name\":\"n\",\"createTime\":\"2026-01-02T03:04:05.6Z\",\"epochs\":2}", Job.class);
        assertThat(job.name()).isEqualTo("n");
        assertThat(job.createTime()).isEqualTo(Instant.parse("2026-01-02T03:04:05.600Z"));
        assertThat(job.spec().value().dataset()).isEqualTo("d");
        assertThat(job.spec().value().epochs()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "3.0, 3",
        "1e2, 100",
        "30e-1, 3",
        "0.5e1, 5",
        "-0, 0",
        "0e99999999999, 0",
        "2147483647, 2147483647",
        "-2147483648, -2147483648",
        "\"3\", 3",
        "\"3.0\", 3",
        "\"-1E2\", -100",
        "0.00000001e8, 1",
        "1.50e1, 15"
    })
    void int32TakesEveryIntegralSpelling(String source, int expected) {
        assertThat(read("{\"small\":" + source + "}", Everything.class).small()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.5", "2147483648", "-2147483649", "1e10", "1e99999999999", "15e-1", "\" 3\"", "\"3 \"", "\"\"",
                        "\"x\"",
                "\"03\"", "\"+3\"", "\"3.\"", "\".5\"", "\"1e\"", "\"1e+\"", "\"-\"", "true", "\"3\\n\"", "\"٣\""
            })
    void int32RefusesTheRest(String source) {
        assertThat(refusal("{\"small\":" + source + "}", Everything.class))
                .isEqualTo("proto: (line 1:10): invalid value for int32 field small: " + source);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807", "\"-9223372036854775808\"", "9.223372036854775807e18", "\"12\""})
    void int64TakesStringsAndNumbers(String source) {
        long expected = new BigDecimal(source.replace("\"", "")).longValueExact();
        assertThat(read("{\"big\":" + source + "}", Everything.class).big()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1e19", "1e20", "0.1", "\"9223372036854775808\""})
    void int64RefusesOverflowAndFractions(String source) {
        assertThat(refusal("{\"big\":" + source + "}", Everything.class))
                .isEqualTo("proto: (line 1:8): invalid value for int64 field big: " + source);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1e-4, 0.0001", "\"0.5\", 0.5", "3.4028235e38, 3.4028235E38", "1e-99, 0", "-0, -0.0"})
    void floatsTakeNumbersAndNumericStrings(String source, float expected) {
        assertThat(read("{\"single\":" + source + "}", Everything.class).single())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e39",
                "\"NaN\"",
                "\"Infinity\"",
                "\"-Infinity\"",
                "\"x\"",
                "\" 1\"",
                "\"1f\"",
                "\"0x1p3\"",
                "true"
            })
    void floatsRefuseWhatIsNotAFiniteFloat32(String source) {
        assertThat(refusal("{\"single\":" + source + "}", Everything.class))
                .isEqualTo("proto: (line 1:11): invalid value for float field single: " + source);
    }

    @Test
    void doublesAreRefusedInTheirOwnName() {
        assertThat(refusal("{\"twice\":1e309}", Everything.class))
                .isEqualTo("proto: (line 1:10): invalid value for double field twice: 1e309");
    }

    @Test
    void enumsAreTakenByNameOrNumber() {
        Everything read =
                read("{\"state\":2,\"precision\":7,\"states\":[\"JOB_STATE_CREATING\",0,1.0]}", Everything.class);
        assertThat(read.state()).isEqualTo(State.JOB_STATE_COMPLETED);
        assertThat(read.precision()).isEqualTo(Precision.BF16);
        assertThat(read.states())
                .containsExactly(State.JOB_STATE_CREATING, State.JOB_STATE_UNSPECIFIED, State.JOB_STATE_CREATING);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.123456789+01:30, 2026-01-02T01:34:05.123456789Z",
        "2026-01-02T3:04:05Z, 2026-01-02T03:04:05Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z"
    })
    void timestampsAreRfc3339(String text, Instant expected) {
        assertThat(read("{\"at\":\"" + text + "\"}", Everything.class).at()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "",
                "2026-01-02",
                "2026-02-30T00:00:00Z",
                "2026-01-02t03:04:05z",
                "2026-01-02T03:04:05",
                "2026-01-02T03:04:60Z",
                "2026-01-02T24:00:00Z",
                "2026-01-02T03:04:05.Z",
                "2026-01-02T03:04:05.1234567890Z",
                "2026-01-02T03:04:05+0100"
            })
    void otherTimestampsAreInvalid(String text) {
        assertThat(refusal("{\"at\":\"" + text + "\"}", Everything.class))
                .isEqualTo("proto: (line 1:7): invalid google.protobuf.Timestamp value \"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({"1s, PT1S", "1.5s, PT1.5S", "-.5s, PT-0.5S", "+1.s, PT1S", "0s, PT0S", "0.000000001s, PT0.000000001S"})
    void durationsAreSeconds(String text, Duration expected) {
        assertThat(read("{\"lasting\":\"" + text + "\"}", Everything.class).lasting())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "1", "1m", "-s", "01s", "1.0000000000s", "1e3s", "99999999999999999999s"})
    void otherDurationsAreInvalid(String text) {
        assertThat(refusal("{\"lasting\":\"" + text + "\"}", Everything.class))
                .isEqualTo("proto: (line 1:12): invalid google.protobuf.Duration value \"" + text + "\"");
    }

    @Test
    void timesPastWhatProtobufHoldsAreOutOfRange() {
        assertThat(refusal("{\"lasting\":\"315576000001s\"}", Everything.class))
                .isEqualTo("proto: (line 1:12): google.protobuf.Duration value out of range: \"315576000001s\"");
        assertThat(refusal("{\"at\":\"0000-12-31T23:59:59Z\"}", Everything.class))
                .isEqualTo("proto: (line 1:7): google.protobuf.Timestamp value out of range: \"0000-12-31T23:59:59Z\"");
    }

    @Test
    void escapesAreResolved() {
        String text = "\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\ud83d\\ude00é😀";
        assertThat(read("{\"t\\u0065xt\":\"" + text + "\"}", Everything.class).text())
                .isEqualTo("\"\\/\b\f\n\r\tAé😀é😀");
    }

    @Test
    void listsAndMapsHoldWhatTheirElementsAre() {
        Everything read = read(
                "{\"longs\":[1,\"2\"],\"labels\":{\"a\":\"b\"},\"metrics\":{\"\":1},\"steps\":[{},{\"percent\":1}]}",
                Everything.class);
        assertThat(read.longs()).isEqualTo(List.of(1L, 2L));
        assertThat(read.labels()).isEqualTo(Map.of("a", "b"));
        assertThat(read.metrics()).isEqualTo(Map.of("", 1d));
        assertThat(read.steps()).hasSize(2);
    }

    @Test
    void storedRowsMayHoldFieldsAndEnumNamesOfAnotherRelease() {
        String row =
                "{\"gone\":[{\"a\":[1]},2],\"state\":\"JOB_STATE_NEW\",\"states\":[\"NEW\",1,99],\"old\":{},\"text\":\"t\"}";
        Everything read = json.readStored(row, Everything.class);
        assertThat(read.text()).isEqualTo("t");
        assertThat(read.state()).isEqualTo(State.JOB_STATE_UNSPECIFIED);
        assertThat(read.states()).containsExactly(State.JOB_STATE_CREATING);
    }

    private <T extends Record> T read(String body, Class<T> type) {
        return json.read(body.getBytes(StandardCharsets.UTF_8), type);
    }

    private String refusal(String body, Class<? extends Record> type) {
        return catchThrowableOfType(ProtoJsonException.class, () -> read(body, type))
                .getMessage();
    }
}
