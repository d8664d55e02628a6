package dev.emulator.fireworks.protojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoJsonScannerTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '¬',
            value = {
                "x § invalid character 'x' looking for beginning of value",
                "} § invalid character '}' looking for beginning of value",
                "+1 § invalid character '+' looking for beginning of value",
                ".5 § invalid character '.' looking for beginning of value",
                "'a' § invalid character '\\'' looking for beginning of value",
                "/*c*/{} § invalid character '/' looking for beginning of value",
                "NaN § invalid character 'N' looking for beginning of value",
                "{\"a\":NaN} § invalid character 'N' looking for beginning of value",
                "\uFEFF{} § invalid character 'ï' looking for beginning of value",
                "\u00a0{} § invalid character 'Â' looking for beginning of value",
                "{\"a\":\\ § invalid character '\\\\' looking for beginning of value",
                "{,} § invalid character ',' looking for beginning of object key string",
                "{\"a\":1,} § invalid character '}' looking for beginning of object key string",
                "{a:1} § invalid character 'a' looking for beginning of object key string",
                "{\"a\" 1} § invalid character '1' after object key",
                "{\"a\"\"b\"} § invalid character '\"' after object key",
                "{\"a\":1 \"b\"} § invalid character '\"' after object key:value pair",
                "{\"a\":01} § invalid character '1' after object key:value pair",
                "{\"a\":1] § invalid character ']' after object key:value pair",
                "[1 2] § invalid character '2' after array element",
                "[1} § invalid character '}' after array element",
                "[1,] § invalid character ']' looking for beginning of value",
                "[,1] § invalid character ',' looking for beginning of value",
                "{\"a\":\"\\x\"} § invalid character 'x' in string escape code",
                "{\"a\":\"\\u12g4\"} § invalid character 'g' in \\u hexadecimal character escape",
                "{\"a\":-} § invalid character '}' in numeric literal",
                "{\"a\":1.} § invalid character '}' after decimal point in numeric literal",
                "{\"a\":1e} § invalid character '}' in exponent of numeric literal",
                "{\"a\":1e+x} § invalid character 'x' in exponent of numeric literal",
                "{\"a\":tx} § invalid character 'x' in literal true (expecting 'r')",
                "{\"a\":trux} § invalid character 'x' in literal true (expecting 'e')",
                "{\"a\":falze} § invalid character 'z' in literal false (expecting 's')",
                "{\"a\":nul } § invalid character ' ' in literal null (expecting 'l')",
                "{\"a\":truee} § invalid character 'e' after object key:value pair",
                "{ § unexpected EOF",
                "{\"a § unexpected EOF",
                "{\"a\\ § unexpected EOF",
                "{\"a\" § unexpected EOF",
                "{\"a\":1 § unexpected EOF",
                "[1, § unexpected EOF",
                "tru § unexpected EOF",
                "- § unexpected EOF",
                "1. § unexpected EOF",
            })
    void theWordsAreGos(String body, String message) {
        assertThat(refusal(body)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "0, \\x00",
        "1, \\x01",
        "7, \\a",
        "8, \\b",
        "9, \\t",
        "10, \\n",
        "11, \\v",
        "12, \\f",
        "13, \\r",
        "31, \\x1f"
    })
    void controlCharactersInStringsAreQuotedAsGoQuotesThem(int character, String quoted) {
        assertThat(refusal("{\"a\":\"" + (char) character + "\"}"))
                .hasMessage("invalid character '" + quoted + "' in string literal");
    }

    @ParameterizedTest
    @CsvSource({"128, \\u0080", "160, \\u00a0", "161, ¡", "173, \\u00ad", "239, ï", "255, ÿ", "127, \\x7f"})
    void aSingleByteIsQuotedAsTheCodePointOfThatNumber(int value, String quoted) {
        byte[] body = {'[', (byte) value};
        assertThat(catchThrowableOfType(ProtoJsonException.class, () -> GoJsonScanner.endOfValue(body, 0)))
                .hasMessage("invalid character '" + quoted + "' looking for beginning of value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "0",
                "-1.5e+3",
                "\"\\u00e9\\\"\"",
                "true",
                "[[],{\"a\":[{}]}]",
                "{ \"a\" : [ 1 , 2 ] }"
            })
    void onlyTheFirstValueCounts(String value) {
        for (String rest : new String[] {"", " ", "]", " {", "\n\"", "x"}) {
            byte[] body = (value + rest).getBytes(StandardCharsets.UTF_8);
            assertThat(GoJsonScanner.endOfValue(body, 0)).isEqualTo(value.length());
        }
    }

    @Test
    void thePlaceIsThatOfTheOffendingByte() {
        ProtoJsonException refusal = refusal("{\"é\":1,\n \"b\":x}");
        assertThat(refusal.line()).isEqualTo(2);
        assertThat(refusal.column()).isEqualTo(6);
    }

    private static ProtoJsonException refusal(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return catchThrowableOfType(ProtoJsonException.class, () -> GoJsonScanner.endOfValue(bytes, 0));
    }
}
