package dev.emulator.fireworks.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.RawHttp;
import dev.emulator.fireworks.story.Story;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Web pages cannot call the control API. */
class GuardTests extends Story {

    private final ControlApi control = new ControlApi(api);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:3473",
                "127.0.0.1:1",
                "[::1]:3473",
                "192.168.1.7",
                "emulator.localhost",
                "fireworks-emulator:3473",
                "fireworks_emulator:3473",
                "project-emulator-1.project_default:3473",
                "registry.example.com__group__image",
                "emulator.ns.svc.cluster.local",
                "emulator.orb.local:3473",
                "host.containers.internal",
                "localhost.",
                "[fe80::1%25eth0]:3473",
                "host.docker.internal:3473"
            })
    void theUsualNamesAreServed(String host) {
        assertThat(get(host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example:3473",
                "127.0.0.1.evil.example",
                "1.2.3.4x.com",
                "evil.example.",
                "local.evil.example",
                "evil.xn--p1ai"
            })
    void aHostNameOfAnotherMachineIsRefused(String host) {
        var answer = get(host);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("emulator.hosts lists additional names");
        assertThat(answer.headers().get("x-emulator-hint")).contains("emulator.hosts=");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost:1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void pagesOfOtherOriginsAreRefused(String header, String value) {
        refused(
                request("{}").header(header, value).post(control.url("/clock:freeze")),
                Code.PERMISSION_DENIED,
                "web pages of other origins cannot call the emulator");
        control.get("/clock").then().body("frozen", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {":reset", ":seed", "/accounts/any:reset", "/plans", "/events"})
    void everythingOfTheEmulatorsOwnIsGuarded(String path) {
        var method = path.contains(":") ? "POST" : "GET";
        assertThat(request("{}")
                        .header("Origin", "https://evil.example")
                        .request(method, "/_emulator/v1" + path)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPageOfTheEmulatorsOwnIsNotRefused() {
        request("{}")
                .header("Origin", "http://localhost:" + port)
                .header("Sec-Fetch-Site", "same-origin")
                .post(control.url("/clock:freeze"))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense"
            })
    void aBodyOfATypeThatAnyPageMaySendChangesNothing(String type) {
        var answer = raw().post(control.url("/clock:freeze"), "{}", "Content-Type: " + type);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("this call needs Content-Type: application/json (curl: --json)");
        assertThat(raw().post(control.url("/clock:freeze"), "{}").status()).isEqualTo(400);
        control.get("/clock").then().body("frozen", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/_emulator;x/v1:reset", "/%5Femulator/v1:reset", "/_emulator/v1;x:reset", "//_emulator/v1:reset"
            })
    void noSpellingOfAnAddressGetsAroundTheGuard(String path) {
        var answer =
                raw().call("POST", path, List.of("Origin: https://evil.example", "Content-Length: 2"), bytes("{}"));
        assertThat(answer.status()).isEqualTo(403);
    }

    private RawHttp.Answer get(String host) {
        return raw().send(
                        ("GET " + control.url() + "/clock HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
    }
}
