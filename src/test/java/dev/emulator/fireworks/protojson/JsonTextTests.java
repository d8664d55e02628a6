package dev.emulator.fireworks.protojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Texts are read as strictly as Go reads them, and refused in its words. */
class JsonTextTests {

    private static final JsonMapper JACKSON = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " [1, -2.5, 1e2, 12345678901234567890, true, false, null] \r\n\t",
                "{\"a\": {\"b\": [\"\\u0041\\ud83d\\ude00\\n\\\"\\/\", \"é😀\"]}, \"a\": {\"c\": \"\"}}",
                "\"text\"",
            })
    void whatIsJsonIsReadAsJacksonReadsIt(String text) {
        assertThat(JsonText.read(utf8(text))).isEqualTo(JACKSON.readTree(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "`` § unexpected EOF",
                "`{` § unexpected EOF",
                "`{\"a\": 1` § unexpected EOF",
                "`{\"a` § unexpected EOF",
                "`{} {}` § invalid character '{' after top-level value",
                "`{}x` § invalid character 'x' after top-level value",
                "`NaN` § invalid character 'N' looking for beginning of value",
                "`{\"a\": -Infinity}` § invalid character 'I' in numeric literal",
                "`{'a': 1}` § invalid character '\\'' looking for beginning of object key string",
                "`[1,]` § invalid character ']' looking for beginning of value",
                "`[1e400]` § json: cannot unmarshal number 1e400 into Go value of type float64",
                "`[\"\\x\"]` § invalid character 'x' in string escape code",
                "`\u00a0{}` § invalid character 'Â' looking for beginning of value",
                "`\u000b{}` § invalid character '\\v' looking for beginning of value",
                "`\ufeff{}` § invalid character 'ï' looking for beginning of value (the text begins with a byte order mark)",
            })
    void whatIsNoneIsRefusedInGosWords(String text, String reason) {
        assertThatThrownBy(() -> JsonText.read(utf8(text)))
                .isInstanceOf(ProtoJsonException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE,UTF-16", "UTF-16BE,UTF-16", "UTF-16,UTF-16", "x-UTF-16LE-BOM,UTF-16"})
    void anotherEncodingIsNamed(String charset, String name) {
        assertThatThrownBy(() -> JsonText.read("{\"a\": 1}".getBytes(Charset.forName(charset))))
                .isInstanceOf(ProtoJsonException.class)
                .hasMessageEndingWith("(not UTF-8 but " + name + ")");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> JsonText.read("{\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ProtoJsonException.class)
                .hasMessage("invalid UTF-8 in string");
        assertThat(JsonText.read(utf8("\"\uFFFD\"")).stringValue()).isEqualTo("\uFFFD");
    }

    @Test
    void halfACharacterIsReplacedAsGoDoes() {
        assertThat(JsonText.read(utf8("\"a\\ud800b\\udc00\"")).stringValue()).isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void depthAndNumbersAreLimitedInGosWords() {
        assertThat(JsonText.read(utf8("[".repeat(500) + "]".repeat(500))).isArray())
                .isTrue();
        assertThatThrownBy(() -> JsonText.read(utf8("[".repeat(501) + "]".repeat(501))))
                .hasMessage("invalid character '[' exceeded max depth");
        assertThatThrownBy(() -> JsonText.read(utf8("1".repeat(1_000_000))))
                .hasMessage("json: cannot unmarshal number 11111111111111111111... into Go value of type float64");
    }

    @Test
    void aKeyThatStandsTwiceIsRefusedWhereItMustNot() {
        assertThatThrownBy(() -> JsonText.readUnique(utf8("{\"a\": 1, \"a\": 2}")))
                .hasMessage("duplicate field \"a\"");
    }

    @Property
    void whateverTheBytesAreJacksonAcceptsWhatWeDo(@ForAll @Size(max = 12) byte[] bytes) {
        try {
            var read = JsonText.read(bytes);
            assertThat(JACKSON.readTree(bytes)).isEqualTo(read);
        } catch (ProtoJsonException e) {
            assertThat(e.getMessage()).doesNotContain("tools.jackson");
        }
    }

    @Property
    void anyTextComesBack(@ForAll String text) {
        var json = JACKSON.createArrayNode().add(text).toString();
        try {
            assertThat(JsonText.read(utf8(json)).path(0).stringValue())
                    .isEqualTo(JACKSON.readTree(utf8(json)).path(0).stringValue());
        } catch (JacksonException e) {
            throw new AssertionError(json, e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
