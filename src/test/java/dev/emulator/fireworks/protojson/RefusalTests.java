package dev.emulator.fireworks.protojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.emulator.fireworks.protojson.Messages.Everything;
import dev.emulator.fireworks.protojson.Messages.Job;
import dev.emulator.fireworks.protojson.Messages.Node;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTests {

    private final ProtoJson json = new ProtoJson();

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '¬',
            value = {
                "{\"foo\":1} § proto: (line 1:2): unknown field \"foo\"",
                "{ \"f\\u006fo\" : 1} § proto: (line 1:3): unknown field \"f\\u006fo\"",
                "{\"spec\":{}} § proto: (line 1:2): unknown field \"spec\"",
                "{\"Dataset\":\"\"} § proto: (line 1:2): unknown field \"Dataset\"",
                "{\"dataset\":\"d\",\"dataset\":\"d\"} § proto: (line 1:16): duplicate field \"dataset\"",
                "{\"learningRate\":1,\"learning_rate\":1} § proto: (line 1:19): duplicate field \"learning_rate\"",
                "{\"epochs\":null,\"epochs\":1} § proto: (line 1:16): duplicate field \"epochs\"",
                "{\"dataset\":5} § proto: (line 1:12): invalid value for string field dataset: 5",
                "{\"dataset\":{}} § proto: (line 1:12): invalid value for string field dataset: {",
                "{\"dataset\":[]} § proto: (line 1:12): invalid value for string field dataset: [",
                "{\"epochs\":3.5} § proto: (line 1:11): invalid value for int32 field epochs: 3.5",
                "{\"learning_rate\":\"x\"} § proto: (line 1:18): invalid value for float field learningRate: \"x\"",
                "{\"state\":\"X\"} § proto: (line 1:10): invalid value for enum field state: \"X\"",
                "{\"state\":99} § proto: (line 1:10): invalid value for enum field state: 99",
                "{\"state\":\"1\"} § proto: (line 1:10): invalid value for enum field state: \"1\"",
                "{\"wandbConfig\":{\"enabled\":1}} § proto: (line 1:27): invalid value for bool field enabled: 1",
                "{\"wandbConfig\":\"x\"} § proto: syntax error (line 1:16): unexpected token \"x\"",
                "{\"wandbConfig\":[]} § proto: syntax error (line 1:16): unexpected token [",
                "{\"tags\":\"x\"} § proto: syntax error (line 1:9): unexpected token \"x\"",
                "{\"tags\":{}} § proto: syntax error (line 1:9): unexpected token {",
                "{\"tags\":[null]} § proto: (line 1:10): invalid value for string field tags: null",
                "{\"createTime\":\"x\"} § proto: (line 1:15): invalid google.protobuf.Timestamp value \"x\"",
                "{\"createTime\":5} § proto: syntax error (line 1:15): unexpected token 5",
                "{\"lrScheduler\":{\"cosine\":{},\"linear\":{}}} § proto: (line 1:29): error parsing \"linear\", oneof gateway.Scheduler.schedule is already set",
                "[] § proto: syntax error (line 1:1): unexpected token [",
                "null § proto: syntax error (line 1:1): unexpected token null",
                "true § proto: syntax error (line 1:1): unexpected token true",
                "01 § proto: syntax error (line 1:1): unexpected token 0",
                "\"x\" § proto: syntax error (line 1:1): unexpected token \"x\"",
                "{\"dataset\":\"\\ud800\"} § proto: syntax error (line 1:12): invalid escape code \"\\ud800\" in string",
                "{\"dataset\":\"a\\udc00\\ud800\"} § proto: syntax error (line 1:12): invalid escape code \"\\udc00\" in string",
                "{\"é😀\":1} § proto: (line 1:2): unknown field \"é😀\"",
                "{\"name\":\"é😀\",\"x\":1} § proto: (line 1:14): unknown field \"x\"",
            })
    void theWordsAreProtojsons(String body, String message) {
        ProtoJsonException refusal = refusal(body, Job.class);
        assertThat(refusal).hasMessage(message);
        assertThat(message).contains("(line " + refusal.line() + ":" + refusal.column() + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '¬',
            value = {
                "{\"labels\":{\"a\":5}} § proto: (line 1:16): invalid value for string field value: 5",
                "{\"labels\":{\"a\":\"\",\"a\":\"\"}} § proto: (line 1:19): duplicate map key \"a\"",
                "{\"labels\":[]} § proto: syntax error (line 1:11): unexpected token [",
                "{\"steps\":[null]} § proto: syntax error (line 1:11): unexpected token null",
                "{\"flag\":\"true\"} § proto: (line 1:9): invalid value for bool field flag: \"true\"",
                "{\"lasting\":1} § proto: syntax error (line 1:12): unexpected token 1",
                "{\"precision\":1} § proto: (line 1:14): invalid value for enum field precision: 1",
            })
    void theWordsAreProtojsonsForEveryShape(String body, String message) {
        assertThat(refusal(body, Everything.class)).hasMessage(message);
    }

    @Test
    void placesAreCountedFromWhereTheValueBegins() {
        assertThat(refusal(" \n\n  {\"name\":\"\",\n  \"foo\":1}", Job.class))
                .hasMessage("proto: (line 2:3): unknown field \"foo\"");
    }

    @Test
    void theRefusedFieldIsNamed() {
        assertThat(refusal("{\"learning_rate\":true}", Job.class).field()).isEqualTo("learningRate");
        assertThat(refusal("{\"x\":", Job.class).field()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "80", "ff", "eda080", "f4908080", "e28228", "c3", "f09f98"})
    void invalidUtf8IsASyntaxErrorWhereTheStringBegins(String hex) {
        byte[] body = concat("{\"dataset\":\"ab", HexFormat.of().parseHex(hex), "\"}");
        assertThat(catchThrowableOfType(ProtoJsonException.class, () -> json.read(body, Job.class)))
                .hasMessage("proto: syntax error (line 1:12): invalid UTF-8 in string");
    }

    @Test
    void aSyntaxErrorFurtherOnOutranksAnUnknownField() {
        assertThat(refusal("{\"foo\":1,}", Job.class))
                .hasMessage("invalid character '}' looking for beginning of object key string");
    }

    @Test
    void nestingBombsAreRefused() {
        assertThat(refusal("[".repeat(100_000), Job.class)).hasMessage("invalid character '[' exceeded max depth");
        assertThat(refusal("{\"a\":".repeat(20_000), Job.class)).hasMessage("invalid character '{' exceeded max depth");
        assertThat(refusal("{\"next\":".repeat(5_000) + "{}" + "}".repeat(5_000), Node.class))
                .hasMessage("proto: exceeded max recursion depth");
        assertThat(json.readStored("{\"x\":" + "[".repeat(9_000) + "]".repeat(9_000) + "}", Node.class)
                        .name())
                .isEmpty();
    }

    @Test
    void hugeTokensAreJustTokens() {
        int size = 4_000_000;
        String long0 = "0".repeat(size);
        assertThat(refusal("{\"epochs\":1" + long0 + "}", Job.class)).hasMessageStartingWith("proto: (line 1:11)");
        assertThat(json.read(("{\"learningRate\":0." + long0 + "1}").getBytes(StandardCharsets.UTF_8), Job.class)
                        .spec()
                        .value()
                        .learningRate())
                .isZero();
        assertThat(refusal("{\"" + long0 + "\":1}", Job.class)).hasMessageEndingWith("0\"");
        assertThat(json.read(("{\"name\":\"" + long0 + "\\n\"}").getBytes(StandardCharsets.UTF_8), Job.class)
                        .name())
                .hasSize(size + 1);
    }

    private ProtoJsonException refusal(String body, Class<? extends Record> type) {
        return catchThrowableOfType(
                ProtoJsonException.class, () -> json.read(body.getBytes(StandardCharsets.UTF_8), type));
    }

    private static byte[] concat(String head, byte[] middle, String tail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(middle);
        out.writeBytes(tail.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
