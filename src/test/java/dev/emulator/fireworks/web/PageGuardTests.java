package dev.emulator.fireworks.web;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.RawHttp;
import dev.emulator.fireworks.story.Story;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Where no key is required, web pages cannot call the vendor's API either. */
@TestPropertySource(properties = {"emulator.auth.enabled=false", "emulator.hosts=Api.Example:8443,dev.example"})
class PageGuardTests extends Story {

    private static final String JOB = "{\"dataset\": \"d\"}";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:3473", "api.example.evil.example"})
    void aPageThatHasNamedTheEmulatorsAddressIsRefused(String host) {
        var answer = call("GET", host, List.of());
        assertThat(answer.status()).isEqualTo(403);
        var name = host.replace(":3473", "");
        assertThat(json(answer.body()).path("code").asInt()).isEqualTo(Code.PERMISSION_DENIED.number());
        assertThat(json(answer.body()).path("message").asString())
                .isEqualTo("the host name " + name + " is not allowed; emulator.hosts lists additional names");
        assertThat(answer.headers())
                .containsEntry("x-emulator-hint", "to allow this host name, set emulator.hosts=" + name);
        assertThat(call("DELETE", host, List.of()).status()).isEqualTo(403);
        assertThat(call("POST", host, List.of("X-Forwarded-Host: localhost")).status())
                .isEqualTo(403);
        assertNothingWasMade();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1:3473",
                "emulator",
                "fireworks_emulator_1:3473",
                "emulator.project_default",
                "host.docker.internal",
                "api.example",
                "API.example:80",
                "dev.example:1",
                ""
            })
    void clientsByTheUsualAndTheListedNamesAreServed(String host) {
        assertThat(call("GET", host, List.of()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost:1",
        "Origin, http://dev.example",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void aPageOfAnotherOriginIsRefused(String header, String value) {
        var answer = raw().post(jobs.url(), JOB, header + ": " + value, "Content-Type: text/plain");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(json(answer.body()).path("message").asString())
                .isEqualTo("web pages of other origins cannot call the emulator");
        assertNothingWasMade();
    }

    @Test
    void aBrowserThatAsksFirstIsRefused() {
        for (var path :
                List.of(jobs.url(), "/verifyApiKey", "/nothing", control.url("/clock"), "/_emulator/v1:reset")) {
            for (var origin : List.of("https://evil.example", "http://localhost")) {
                var answer = raw().call(
                                "OPTIONS",
                                path,
                                List.of("Origin: " + origin, "Access-Control-Request-Method: POST"),
                                new byte[0]);
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
            }
        }
    }

    @Test
    void verifyingAKeyIsGuardedAsWell() {
        var refused = raw().call("GET", "/verifyApiKey", List.of("Origin: https://evil.example"), new byte[0]);
        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void aPageOfTheProxysIsServed() {
        request(JOB)
                .header("Origin", "https://tools.evil.example")
                .header("X-Forwarded-Host", "tools.evil.example, inner")
                .header("Sec-Fetch-Site", "same-origin")
                .post(jobs.url())
                .then()
                .statusCode(200);
    }

    /** The headers of browsers that fetch in Node sends too. */
    @Test
    void aProgramThatIsNoBrowserIsServed() {
        request(JOB).header("Sec-Fetch-Mode", "cors").post(jobs.url()).then().statusCode(200);
    }

    @Test
    void aSignedAddressMayBeOpenedFromAPage() {
        datasets.create("train", ROW);
        var address = datasets.downloads("train").values().iterator().next();
        request()
                .urlEncodingEnabled(false)
                .header("Sec-Fetch-Site", "cross-site")
                .get(address)
                .then()
                .statusCode(200);
    }

    private void assertNothingWasMade() {
        jobs.list().then().body("totalSize", equalTo(0));
    }

    private RawHttp.Answer call(String method, String host, List<String> headers) {
        var lines =
                new ArrayList<>(List.of(method + " " + jobs.url() + " HTTP/1.1", "Host: " + host, "Connection: close"));
        lines.addAll(headers);
        return raw().send(bytes(String.join("\r\n", lines) + "\r\n\r\n"));
    }
}
