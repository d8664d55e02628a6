package dev.emulator.fireworks.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Where a client sees the emulator. */
class BaseUrlTests {

    @ParameterizedTest
    @CsvSource({
        ", localhost:3473, , , http://localhost:3473",
        "https://emu.example/fw, localhost:3473, , , http://localhost:3473",
        "https://emu.example/fw/, emu.example, , , https://emu.example/fw",
        "https://emu.example/fw, EMU.example, , , https://emu.example/fw",
        "http://emu.example:8080/fw, emu.example:8080, , , http://emu.example:8080/fw",
        "http://emu.example:8080/fw, emu.example:9090, , , http://emu.example:9090",
        "https://emu.example/fw, 10.0.0.7:3473, X-Forwarded-Host, emu.example, https://emu.example/fw",
        "https://emu.example/fw, 10.0.0.7:3473, Forwarded, host=emu.example;proto=https, https://emu.example/fw",
        "https://emu.example/fw, 10.0.0.7:3473, X-Forwarded-Host, other.example, http://other.example",
        "https://emu.example/fw, emu.example, X-Forwarded-Prefix, /api, http://emu.example/api",
        ", emu.example, X-Forwarded-Prefix, '/a,/b/', http://emu.example/a/b",
        ", emu.example, X-Forwarded-Prefix, /, http://emu.example",
        "no address, emu.example, , , http://emu.example",
    })
    void itIsWhereTheRequestCameTo(
            @Nullable String publicUrl, String host, @Nullable String header, @Nullable String value, String expected) {
        var request = new MockHttpServletRequest();
        var colon = host.indexOf(':');
        request.setServerName(colon < 0 ? host : host.substring(0, colon));
        request.setServerPort(colon < 0 ? 80 : Integer.parseInt(host.substring(colon + 1)));
        request.addHeader("Host", host);
        if (header != null && value != null) {
            request.addHeader(header, value);
        }
        assertThat(new BaseUrl(publicUrl).of(request)).isEqualTo(expected);
    }
}
