package dev.emulator.fireworks.aip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTests {

    @Test
    void aPositionMayHoldNullsAndAnyText() {
        var position = Arrays.asList("2026-08-30T03:48:42Z", null, "", "😀\ud800");

        assertThat(PageToken.decode(PageToken.encode("jobs", position), "jobs")).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "=", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAA", "////", "not a token"})
    void garbageIsRefused(String token) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> PageToken.decode(token, "jobs"))
                .withMessage("invalid page token");
    }
}
