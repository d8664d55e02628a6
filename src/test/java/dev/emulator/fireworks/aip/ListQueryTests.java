package dev.emulator.fireworks.aip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListQueryTests {

    @ParameterizedTest
    @CsvSource({"'',50", "0,50", "1,1", "+7,7", "007,7", "-0,50", "199,199", "200,200", "201,200", "2147483647,200"})
    void aPageHoldsWhatIsAskedForWithinBounds(String pageSize, int size) {
        assertThat(query(pageSize.isEmpty() ? null : pageSize).size()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x            | "x": invalid syntax
            ``           | "": invalid syntax
            -            | "-": invalid syntax
            1.5          | "1.5": invalid syntax
            ` 1`         | " 1": invalid syntax
            ٣            | "٣": invalid syntax
            1_0          | "1_0": invalid syntax
            2147483648   | "2147483648": value out of range
            -2147483649  | "-2147483649": value out of range
            4294967295x  | "4294967295x": invalid syntax
            4294967296x  | "4294967296x": value out of range
            a"b\\c       | "a\\"b\\\\c": invalid syntax
            """)
    void aPageSizeThatIsNoInt32IsRefusedInGrpcGatewaysWords(String pageSize, String reason) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> query(pageSize).size())
                .withMessage("parsing field \"page_size\": strconv.ParseInt: parsing " + reason)
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT));
    }

    @Test
    void aNegativePageSizeIsRefused() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> query("-2147483648").size())
                .withMessage("page_size must not be negative");
    }

    @Test
    void textIsQuotedAsGoDoes() {
        assertThat(GoStrconv.quote("\u0007\b\f\n\r\t\u000b\u0001\u007f é\u00a0\u200b😀\ud800\udbff\udfff"))
                .isEqualTo("\"\\a\\b\\f\\n\\r\\t\\v\\x01\\x7f é\\u00a0\\u200b😀\ufffd\\U0010ffff\"");
    }

    private static ListQuery query(String pageSize) {
        return new ListQuery(pageSize, null, null, null);
    }
}
