package dev.emulator.fireworks.protojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Fields that contain any JSON value. */
class ValueFieldTests {

    private final ProtoJson json = new ProtoJson();

    private record Holder(
            @ProtoOptional @Nullable JsonNode one, List<JsonNode> list, Map<String, JsonNode> map, String after) {}

    private Holder read(String text) {
        return json.read(text.getBytes(StandardCharsets.UTF_8), Holder.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text with \\\"quotes\\\" and ü\"",
                "true",
                "0",
                "-12345678901234567890",
                "2.5",
                "[]",
                "{}",
                "{\"a\":[1,null,{\"b\":\"c\"}],\"d\":false}"
            })
    void aValueIsReadAndWrittenUnchanged(String value) {
        var text =
                "{\"one\":" + value + ",\"list\":[" + value + ",null],\"map\":{\"k\":" + value + "},\"after\":\"x\"}";

        var message = read(text);

        assertThat(message.after()).isEqualTo("x");
        assertThat(json.writeString(message)).isEqualTo(text);
        assertThat(read(json.tree(message).toString())).isEqualTo(message);
    }

    @Test
    void nullIsAnUnsetValue() {
        assertThat(read("{\"one\": null}").one()).isNull();
        assertThat(json.writeString(read("{}"))).isEqualTo("{\"list\":[],\"map\":{},\"after\":\"\"}");
    }

    @Test
    void invalidJsonIsRefused() {
        assertThatThrownBy(() -> read("{\"one\": {\"a\": }}")).isInstanceOf(ProtoJsonException.class);
        assertThatThrownBy(() -> read("{\"one\": " + "[".repeat(501) + "]".repeat(501) + "}"))
                .isInstanceOf(ProtoJsonException.class);
    }
}
