package dev.emulator.fireworks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathOverlapTests {

    @ParameterizedTest
    @CsvSource({
        "'', /v1/a/{x}, true",
        "*, /v1/a/{x}, true",
        "/v1/a/b, /v1/a/{x}, true",
        "/v1/a/, /v1/a/{x}, false",
        "/v1/a/b/c, /v1/a/{x}, false",
        "/v1/*/c, /v1/a/{x}, true",
        "/v1/*/c, /v1/a/{x}:cancel, false",
        "*:cancel, /v1/a/{x}:cancel, true",
        "*:cancel, /v1/a/{x}, true",
        "*/b/*, /v1/a/{x}, false",
        "*/b/*, /v1/a/{x}/y, true",
        "*a*a*a*, /v1/a/{x}, true",
        "/v1/a/b/c/d, /v1/a/{*rest}, true",
        "/v1/b/*, /v1/a/{*rest}, false",
        "/v1/a/x/b/y, /v1/a/{x}/b/{y}, true",
        "/v1/a/x/b, /v1/a/{x}/b/{y}, false"
    })
    void aPatternAndATemplateMeetWhereAPathFitsBoth(String glob, String template, boolean overlap) {
        assertThat(PathOverlap.exists(glob, template)).isEqualTo(overlap);
    }
}
