package dev.emulator.fireworks.protojson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.protojson.Messages.Everything;
import dev.emulator.fireworks.protojson.Messages.Job;
import dev.emulator.fireworks.protojson.Messages.Nothing;
import dev.emulator.fireworks.protojson.Messages.Page;
import dev.emulator.fireworks.protojson.Messages.Progress;
import dev.emulator.fireworks.protojson.Messages.Spec;
import dev.emulator.fireworks.protojson.Messages.SpecFirst;
import dev.emulator.fireworks.protojson.Messages.Wandb;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritingTests {

    private static final String ZERO_SPEC =
            "\"dataset\":\"\",\"epochs\":0,\"learningRate\":0,\"tokens\":\"0\",\"wandbConfig\":null,\"lrScheduler\":null,\"tags\":[]";

    private final ProtoJson json = new ProtoJson();

    @Test
    void everyZeroValueIsOnTheWireInTheOrderOfTheComponents() {
        assertThat(json.writeString(json.read(new byte[0], Job.class)))
                .isEqualTo(
                        "{\"name\":\"\",\"createTime\":null,\"state\":\"JOB_STATE_UNSPECIFIED\",\"jobProgress\":null,"
                                + ZERO_SPEC + ",\"status\":{\"code\":\"\",\"message\":\"\"}}");
    }

    @Test
    void optionalFieldsAreAbsentWhileUnset() {
        assertThat(json.writeString(json.read(new byte[0], Everything.class)))
                .isEqualTo("{\"text\":\"\",\"flag\":false,\"small\":0,\"big\":\"0\",\"single\":0,\"twice\":0,"
                        + "\"state\":\"JOB_STATE_UNSPECIFIED\",\"precision\":\"PRECISION_UNSPECIFIED\",\"at\":null,"
                        + "\"lasting\":null,\"progress\":null,\"texts\":[],\"floats\":[],\"longs\":[],\"states\":[],"
                        + "\"steps\":[],\"labels\":{},\"metrics\":{},\"byName\":{}}");
    }

    @Test
    void onlyTheSetMemberOfAOneofIsWritten() {
        String body = "{\"lrScheduler\":{\"linear\":{}}}";
        assertThat(json.writeString(json.read(body.getBytes(StandardCharsets.UTF_8), Spec.class)))
                .contains("\"lrScheduler\":{\"warmupSteps\":0,\"linear\":{\"endFactor\":0}}");
    }

    @Test
    void aMessageWithoutFieldsIsAnEmptyObject() {
        assertThat(json.writeString(new Nothing())).isEqualTo("{}");
    }

    @Test
    void storedTextGoesOutAsItCameIn() {
        // Spelled as the writer never would, so that it can only have been copied.
        String text = "{\"dataset\":\"\\u0064\",\"epochs\":1.0}";
        SpecFirst first = new SpecFirst(LazyMessage.ofText(text, Spec.class, json), new Wandb(true, "k"), "z");
        assertThat(json.writeString(first))
                .isEqualTo("{\"dataset\":\"\\u0064\",\"epochs\":1.0,\"enabled\":true,\"apiKey\":\"k\",\"last\":\"z\"}");
    }

    @Test
    void emptyStoredTextLeavesNoStrayComma() {
        SpecFirst first = new SpecFirst(LazyMessage.ofText("{}", Spec.class, json), new Wandb(true, "k"), "z");
        assertThat(json.writeString(first)).isEqualTo("{\"enabled\":true,\"apiKey\":\"k\",\"last\":\"z\"}");
    }

    @Test
    void textAndRecordLookTheSameInsideAListOfJobs() {
        Spec spec = json.read("{\"dataset\":\"d\",\"tags\":[\"é😀\"]}".getBytes(StandardCharsets.UTF_8), Spec.class);
        Job job = json.read(new byte[0], Job.class);
        Job fresh = new Job("a", Instant.EPOCH, job.state(), new Progress(3, 4), LazyMessage.of(spec), job.status());
        LazyMessage<Spec> text = LazyMessage.ofText(json.writeString(spec), Spec.class, json);
        Job kept = new Job("a", Instant.EPOCH, job.state(), new Progress(3, 4), text, job.status());
        assertThat(json.writeString(new Page(List.of(kept, kept), "t", 2)))
                .isEqualTo(json.writeString(new Page(List.of(fresh, fresh), "t", 2)));
        assertThat(json.tree(kept)).isEqualTo(json.tree(fresh));
        assertThat(json.tree(kept).path("tags").path(0).asString()).isEqualTo("é😀");
        assertThat((Object) json.mapper().valueToTree(kept).path("dataset").asString())
                .isEqualTo("d");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0E-4, 0.0001",
        "2.0, 2",
        "1.0E10, 10000000000",
        "16777216, 16777216",
        "16777218, 16777218",
        "-0.0, -0",
        "2.0E-3, 0.002",
        "1.0E23, 1e+23",
        "2.0E23, 2e+23",
        "1.0E21, 1e+21",
        "9.9999995E20, 999999950000000000000",
        "1.0E-6, 0.000001",
        "9.9E-7, 9.9e-7",
        "1.0E-10, 1e-10",
        "1.4E-45, 1e-45",
        "3.4028235E38, 3.4028235e+38",
        "-0.1, -0.1",
        "33554432, 33554432",
        "1.17549435E-38, 1.1754944e-38",
        "8.4147E21, 8.4147e+21",
        "0.3, 0.3"
    })
    void float32IsTheShortestDecimalAsGoPrintsIt(float value, String expected) {
        assertThat(GoFloat.format(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2.0E-3, 0.002",
        "1.0E23, 1e+23",
        "2.0E23, 2e+23",
        "2.2250738585072014E-308, 2.2250738585072014e-308",
        "4.9E-324, 5e-324",
        "1.7976931348623157E308, 1.7976931348623157e+308",
        "9007199254740993, 9007199254740992",
        "9.007199254740992E15, 9007199254740992",
        "0.1, 0.1",
        "-0.0, -0"
    })
    void float64IsTheShortestDecimalAsGoPrintsIt(double value, String expected) {
        assertThat(GoFloat.format(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-30T03:48:42Z, 2026-08-30T03:48:42Z",
        "2026-08-30T03:48:42.5Z, 2026-08-30T03:48:42.500Z",
        "2026-08-30T03:48:42.645723Z, 2026-08-30T03:48:42.645723Z",
        "2026-08-30T03:48:42.645723285Z, 2026-08-30T03:48:42.645723285Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
        "1969-12-31T23:59:59.001Z, 1969-12-31T23:59:59.001Z"
    })
    void timestampsHaveNoThreeSixOrNineDigits(Instant value, String expected) {
        assertThat(WireTime.format(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT1.5S, 1.500s", "PT-0.5S, -0.500s", "PT-1.000000001S, -1.000000001s", "PT1H, 3600s"})
    void durationsAreSecondsWithNoThreeSixOrNineDigits(Duration value, String expected) {
        assertThat(WireTime.format(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<>&'/", "é", "日本", "😀", "\u2028", "\u007f"})
    void textOfEveryPlaneIsPlainUtf8(String text) {
        assertThat(json.writeString(new Wandb(false, text)))
                .isEqualTo("{\"enabled\":false,\"apiKey\":\"" + text + "\"}");
    }

    @Test
    void controlCharactersAreEscapedInLowerCase() {
        assertThat(json.writeString(new Wandb(false, "\"\\\b\f\n\r\t\u0001\u001f")))
                .isEqualTo("{\"enabled\":false,\"apiKey\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\"}");
    }

    @Test
    void otherValuesAreWrittenByTheMapperAndTheirMessagesAlike() {
        Map<String, Object> body = Map.of("jobs", List.of(new Progress(1, 2)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        json.write(body, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"jobs\":[{\"percent\":1,\"outputRows\":\"2\"}]}");
        assertThat(json.writeString(List.of(0.0001f, 1e21))).isEqualTo("[0.0001,1e+21]");
    }

    @Test
    void theMapperReadsMessagesAsMessages() {
        assertThat(json.mapper().readValue("{\"output_rows\":\"7\"}", Progress.class))
                .isEqualTo(new Progress(0, 7));
    }
}
