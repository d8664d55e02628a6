package dev.emulator.fireworks.web;

import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** With a list of keys, each key is valid for its own accounts only. */
@Verified(OBSERVED)
@TestPropertySource(
        properties = {
            "emulator.auth.keys[0].key=fw_ada",
            "emulator.auth.keys[0].account=ada",
            "emulator.auth.keys[0].email=ada@example.com",
            "emulator.auth.keys[1].key=fw_ada",
            "emulator.auth.keys[1].account=ada-team",
            "emulator.auth.keys[2].key=fw_bob",
            "emulator.auth.keys[2].account=bob",
        })
class ListedKeysTests extends Story {

    private static final String ADAS = "/v1/accounts/ada/supervisedFineTuningJobs";
    private static final String BOBS = "/v1/accounts/bob/supervisedFineTuningJobs";

    @Test
    void aKeyThatIsNotListedIsRefusedInTheEdgesShape() {
        for (var path : List.of(ADAS, "/v1/accounts", "/nope")) {
            with("fw_unknown")
                    .get(path)
                    .then()
                    .statusCode(403)
                    .contentType("application/json")
                    .body("error.message", equalTo("The API key you provided is invalid."))
                    .body("error.param", nullValue())
                    .body("error.code", equalTo("UNAUTHORIZED"))
                    .body("error.type", equalTo("error"))
                    .body("request_id", not(emptyOrNullString()));
        }
    }

    @Test
    void inferenceRefusesAKeyThatIsNotListedWithAnotherStatus() {
        for (var path : List.of("/inference/v1/chat/completions", "/v1/chat/completions")) {
            var answer = with("fw_unknown").post(path);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer.asString()))
                    .isEqualTo(
                            json(
                                    "{\"error\": {\"message\": \"The API key you provided is invalid.\", \"code\": \"UNAUTHORIZED\", \"type\": \"error\"}}"));
        }
        with("fw_unknown")
                .post("/inference/v1/messages")
                .then()
                .statusCode(401)
                .body("type", equalTo("error"))
                .body("error.type", equalTo("authentication_error"));
    }

    @Test
    void verifyingAKeyThatIsNotListedHasNoBody() {
        with("fw_unknown")
                .get("/verifyApiKey")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(emptyOrNullString());
    }

    @Test
    void aForeignAccountIsRefusedWithoutAWord() {
        refused(with("fw_ada").get(BOBS), Code.PERMISSION_DENIED, "");
        refused(with("fw_ada").get("/v1/accounts/bob"), Code.PERMISSION_DENIED, "");
        refused(with("fw_ada").get("/v1/accounts/bob/nope"), Code.PERMISSION_DENIED, "");
        refused(create("fw_ada", BOBS), Code.PERMISSION_DENIED, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/acc%6Funts/bob/supervisedFineTuningJobs",
                "/v1/accounts/%62ob/supervisedFineTuningJobs",
                "/v1/accounts;x=y/bob/supervisedFineTuningJobs",
                "/v1;x/accounts/bob;y/supervisedFineTuningJobs",
                "/v%31/accounts/bob",
            })
    @Verified(INFERRED)
    void noSpellingOfAnAddressOpensAForeignAccount(String path) {
        var request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Api-Key: fw_ada\r\n\r\n";
        var answer = raw().send(request.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"code\":7,\"message\":\"\",\"details\":[]}");
    }

    @Test
    void everyKeyCanReadThePublicShapesWithAWildcard() {
        var versions = "/v1/accounts/-/deploymentShapes/-/versions";
        with("fw_ada").get(versions).then().statusCode(200);
        with("fw_bob").get("/v1/accounts/fireworks/deploymentShapes").then().statusCode(200);
        refused(create("fw_ada", "/v1/accounts/-/deploymentShapes"), Code.PERMISSION_DENIED, "");
    }

    @Test
    void aKeyOpensItsOwnAccountsAndMakesThingsInItsOwnersName() {
        create("fw_ada", ADAS).then().statusCode(200).body("createdBy", equalTo("ada@example.com"));
        create("fw_ada", "/v1/accounts/ada-team/supervisedFineTuningJobs")
                .then()
                .statusCode(200)
                .body("createdBy", equalTo("ada@example.com"));
        create("fw_bob", BOBS).then().statusCode(200).body("createdBy", equalTo("developer@example.com"));
    }

    @Test
    void theAccountsOfAKeyAreListedByName() {
        with("fw_ada")
                .get("/v1/accounts")
                .then()
                .body("accounts.name", contains("accounts/ada", "accounts/ada-team"))
                .body("totalSize", equalTo(2));
        with("fw_bob").get("/v1/accounts").then().body("accounts.name", contains("accounts/bob"));
    }

    @Test
    @Verified(INFERRED)
    void theAccountsOfAKeyComeInPages() {
        var first = with("fw_ada").get("/v1/accounts?pageSize=1");
        first.then().body("accounts.name", contains("accounts/ada")).body("totalSize", equalTo(2));
        with("fw_ada")
                .queryParam("pageToken", first.<String>path("nextPageToken"))
                .get("/v1/accounts?pageSize=1")
                .then()
                .body("accounts.name", contains("accounts/ada-team"))
                .body("nextPageToken", equalTo(""));
        with("fw_ada")
                .queryParam("filter", "name = \"accounts/ada-*\"")
                .get("/v1/accounts")
                .then()
                .body("accounts.name", contains("accounts/ada-team"));
    }

    @Test
    void verifyingAKeyReturnsItsFirstAccount() {
        with("fw_ada")
                .get("/verifyApiKey")
                .then()
                .statusCode(200)
                .header("x-fireworks-account-id", "ada")
                .header("x-fireworks-developer-email", "ada@example.com");
    }

    @Test
    void theKeyMayComeAsXApiKey() {
        given().baseUri("http://localhost:" + port)
                .header("X-Api-Key", "fw_bob")
                .get(BOBS)
                .then()
                .statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void allKeysMayReadThePublicAccountAndNoneMayWriteIt() {
        with("fw_bob").get("/v1/" + QWEN).then().statusCode(200).body("name", equalTo(QWEN));
        var publicJobs = "/v1/accounts/fireworks/supervisedFineTuningJobs";
        with("fw_bob").get(publicJobs).then().statusCode(200);
        refused(create("fw_bob", publicJobs), Code.PERMISSION_DENIED, "");
    }

    @Test
    @Verified(INFERRED)
    void whoHasAListedKeyIsNoPageAndMayCallByAnyName() {
        with("fw_bob").header("Host", "emulator.example.com").get(BOBS).then().statusCode(200);
        given().baseUri("http://localhost:" + port)
                .header("Host", "evil.example")
                .get(BOBS)
                .then()
                .statusCode(401);
        with("fw_bob")
                .header("Access-Control-Request-Method", "POST")
                .options(BOBS)
                .then()
                .statusCode(403);
        with("fw_bob")
                .header("Host", "emulator.example.com")
                .get("/_emulator/v1/accounts/bob/clock")
                .then()
                .statusCode(403);
    }

    private RequestSpecification with(String key) {
        return given().baseUri("http://localhost:" + port).header("Authorization", "Bearer " + key);
    }

    private Response create(String key, String path) {
        return with(key).body("{\"dataset\": \"train\"}").post(path);
    }
}
