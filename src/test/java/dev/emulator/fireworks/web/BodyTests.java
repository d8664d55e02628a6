package dev.emulator.fireworks.web;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The content type of a request is ignored: every body is parsed as JSON. Errors have the messages of the live service. */
@Verified(INFERRED)
class BodyTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '¬',
            value = {
                "{\"foo\":1} § proto: (line 1:2): unknown field \"foo\"",
                "{\"supervisedFineTuningJob\":{\"dataset\":\"d\"}} § proto: (line 1:2): unknown field \"supervisedFineTuningJob\"",
                "{\"dataset\":\"d\",\"wandbConfig\":{\"x\":1}} § proto: (line 1:31): unknown field \"x\"",
                "{\"dataset\":\"d\",\"dataset\":\"d\"} § proto: (line 1:16): duplicate field \"dataset\"",
                "{\"learningRate\":1,\"learning_rate\":1} § proto: (line 1:19): duplicate field \"learning_rate\"",
                "{\"dataset\":5} § proto: (line 1:12): invalid value for string field dataset: 5",
                "{\"dataset\":true} § proto: (line 1:12): invalid value for string field dataset: true",
                "{\"epochs\":3.5} § proto: (line 1:11): invalid value for int32 field epochs: 3.5",
                "{\"epochs\":\"x\"} § proto: (line 1:11): invalid value for int32 field epochs: \"x\"",
                "{\"epochs\":2147483648} § proto: (line 1:11): invalid value for int32 field epochs: 2147483648",
                "{\"epochs\":-2147483649} § proto: (line 1:11): invalid value for int32 field epochs: -2147483649",
                "{\"epochs\":1e400} § proto: (line 1:11): invalid value for int32 field epochs: 1e400",
                "{\"learningRate\":1e39} § proto: (line 1:17): invalid value for float field learningRate: 1e39",
                "{\"learningRate\":\"NaN\"} § proto: (line 1:17): invalid value for float field learningRate: \"NaN\"",
                "{\"learningRate\":\"Infinity\"} § proto: (line 1:17): invalid value for float field learningRate: \"Infinity\"",
                "{\"earlyStop\":\"true\"} § proto: (line 1:14): invalid value for bool field earlyStop: \"true\"",
                "{\"earlyStop\":1} § proto: (line 1:14): invalid value for bool field earlyStop: 1",
                "{\"region\":\"MOON_1\"} § proto: (line 1:11): invalid value for enum field region: \"MOON_1\"",
                "{\"state\":\"COMPLETED\"} § proto: (line 1:10): invalid value for enum field state: \"COMPLETED\"",
                "{\"wandbConfig\":\"on\"} § proto: syntax error (line 1:16): unexpected token \"on\"",
                "{\"lrScheduler\":{\"linear\":{},\"cosine\":{}}} § proto: (line 1:29): error parsing \"cosine\", oneof gateway.LearningRateScheduler.schedule is already set",
                "{\"createTime\":\"yesterday\"} § proto: (line 1:15): invalid google.protobuf.Timestamp value \"yesterday\"",
                "[] § proto: syntax error (line 1:1): unexpected token [",
                "[{\"dataset\":\"d\"}] § proto: syntax error (line 1:1): unexpected token [",
                "null § proto: syntax error (line 1:1): unexpected token null",
                "\"dataset\" § proto: syntax error (line 1:1): unexpected token \"dataset\"",
            })
    void aBodyThatDoesNotFitIsRefusedWithItsPlace(String body, String message) {
        var place = message.replaceAll(".*\\(line (\\d+):(\\d+)\\).*", "line $1, column $2: ");
        refused(jobs.post(body), Code.INVALID_ARGUMENT, message)
                .body("details", hasSize(1))
                .body("details[0].'@type'", equalTo("type.googleapis.com/google.rpc.BadRequest"))
                .body("details[0].fieldViolations[0].description", equalTo(place + message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '¬',
            value = {
                "x § invalid character 'x' looking for beginning of value",
                "{\"dataset\":\"d\",} § invalid character '}' looking for beginning of object key string",
                "{dataset:\"d\"} § invalid character 'd' looking for beginning of object key string",
                "{'dataset':'d'} § invalid character '\\'' looking for beginning of object key string",
                "{\"dataset\" \"d\"} § invalid character '\"' after object key",
                "{\"dataset\":\"d\" \"x\":1} § invalid character '\"' after object key:value pair",
                "{\"learningRate\":NaN} § invalid character 'N' looking for beginning of value",
                "{\"learningRate\":.5} § invalid character '.' looking for beginning of value",
                "{\"earlyStop\":True} § invalid character 'T' looking for beginning of value",
                "{\"earlyStop\":tru} § invalid character '}' in literal true (expecting 'e')",
                "{ § unexpected EOF",
                "{\"dataset\":\"d § unexpected EOF",
                "{\"dataset\":\"d\" § unexpected EOF",
                "dataset=d&epochs=1 § invalid character 'd' looking for beginning of value",
            })
    void malformedJsonIsRefusedInGosWords(String body, String message) {
        refused(jobs.post(body), Code.INVALID_ARGUMENT, message);
    }

    @Test
    void theKindOfMistakeIsNamedAtItsField() {
        refused(
                        jobs.post("{\n  \"dataset\": \"d\",\n  \"learning_rate\": true\n}"),
                        Code.INVALID_ARGUMENT,
                        "proto: (line 3:20): invalid value for float field learningRate: true")
                .body("details[0].fieldViolations[0].field", equalTo("learningRate"))
                .body("details[0].fieldViolations[0].description", startsWith("line 3, column 20: "));
    }

    @Test
    void nestingWithoutEndIsRefused() {
        refused(jobs.post("[".repeat(100_000)), Code.INVALID_ARGUMENT, "invalid character '[' exceeded max depth");
    }

    @Test
    void anEmptyBodyIsTheMessageWithNothingSet() {
        refused(request().post(jobs.url()), Code.INVALID_ARGUMENT, "dataset is required");
        refused(jobs.post("  \n "), Code.INVALID_ARGUMENT, "dataset is required");
        assertThat(raw().post(jobs.url(jobs.create()) + ":cancel", "").body()).isEqualTo("{}");
    }

    @Test
    void whatFollowsTheFirstValueIsNotLookedAt() {
        assertThat(raw().post(jobs.url(), "{\"dataset\": \"d\"} and so on").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json; charset=utf-16",
                "application/json; charset=no-such-charset",
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=no-such-charset",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "text/plain",
                "application/xml",
                "application/octet-stream",
                "garbage",
                "a/b/c; ;;",
                "",
            })
    void theContentTypeMakesNoDifference(String contentType) {
        var answer = raw().post(
                        jobs.url(), "{\"dataset\": \"d\", \"displayName\": \"größe\"}", "Content-Type: " + contentType);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer.body()).path("displayName").asString()).isEqualTo("größe");
    }

    @Test
    void noContentTypeIsGoodEnough() {
        assertThat(raw().post(jobs.url(), "{\"dataset\": \"d\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml;q=0.9", "image/png, */*;q=0", "garbage", ""})
    void theAnswerIsJsonWhateverIsAccepted(String accept) {
        var answer = raw().call("GET", jobs.url(), List.of("Accept: " + accept), new byte[0]);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
    }

    @Test
    @Verified(OBSERVED)
    void anUnknownFieldIsRefused() {
        refused(
                jobs.post("{\"dataset\": \"d\", \"user\": \"me\"}"),
                Code.INVALID_ARGUMENT,
                "proto: (line 1:18): unknown field \"user\"");
    }

    @Test
    void anythingButAnEmptyMessageIsRefusedByAVerb() {
        refused(
                jobs.call(jobs.create(), "cancel", "{\"reason\": \"x\"}"),
                Code.INVALID_ARGUMENT,
                "proto: (line 1:2): unknown field \"reason\"");
    }
}
