package dev.emulator.fireworks.web;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a list of keys, any key is valid for all accounts, but a request needs one. */
@Verified(INFERRED)
class AnyKeyTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Test
    void withoutAKeyNothingIsLookedAt() {
        for (var path : new String[] {
            jobs.url(), jobs.url("x"), "/v1/accounts", "/nope", "/", "/verifyApiKey", "/v1/accounts/A_B", "/_emulatorx"
        }) {
            refused(anonymous().get(path), Code.UNAUTHENTICATED, "missing or malformed API key")
                    .header("WWW-Authenticate", "Bearer");
        }
        refused(anonymous().body("{").post(jobs.url()), Code.UNAUTHENTICATED, "missing or malformed API key");
        refused(anonymous().get(jobs.url() + "?pageSize=x"), Code.UNAUTHENTICATED, "missing or malformed API key");
        refused(anonymous().options(jobs.url()), Code.UNAUTHENTICATED, "missing or malformed API key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Bearer   ",
                "fw_test",
                "Basic Zm9vOmJhcg==",
                "Bearerfw_test",
                "Token fw_test"
            })
    void aKeyThatIsNotABearerTokenIsNone(String authorization) {
        refused(
                        anonymous().header("Authorization", authorization).get(jobs.url()),
                        Code.UNAUTHENTICATED,
                        "missing or malformed API key")
                .header("WWW-Authenticate", "Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer fw_anything", "bearer x", "BEARER  fw_x"})
    @Verified(DOCUMENTED)
    void anyBearerTokenIsAKey(String authorization) {
        anonymous()
                .header("Authorization", authorization)
                .get(jobs.url())
                .then()
                .statusCode(200);
    }

    @Test
    @Verified(DOCUMENTED)
    void theKeyMayComeAsXApiKey() {
        anonymous().header("X-Api-Key", "fw_x").get(jobs.url()).then().statusCode(200);
        anonymous().header("X-Api-Key", " ").get(jobs.url()).then().statusCode(401);
    }

    @Test
    void theEmulatorsOwnAddressesNeedNoKey() {
        anonymous().get("/_emulator/health/liveness").then().statusCode(200);
        anonymous().get("/_emulator/prometheus").then().statusCode(200);
    }

    @Test
    @Verified(OBSERVED)
    void headersNameTheAccountOfTheKey() {
        request()
                .get("/verifyApiKey")
                .then()
                .statusCode(200)
                .header("x-fireworks-account-id", "local")
                .header("x-fireworks-developer-email", "developer@example.com")
                .body(emptyOrNullString());
    }

    @Test
    @Verified(DOCUMENTED)
    void theKeysAccountIsTheOnlyOneListed() {
        request()
                .get("/v1/accounts?pageSize=2")
                .then()
                .statusCode(200)
                .body("accounts", hasSize(1))
                .body("accounts[0].name", equalTo("accounts/local"))
                .body("accounts[0].state", equalTo("READY"))
                .body("accounts[0].status.code", equalTo("OK"))
                .body("accounts[0].suspendState", equalTo("UNSUSPENDED"))
                .body("accounts[0].accountType", equalTo("ACCOUNT_TYPE_UNSPECIFIED"))
                .body("accounts[0]", hasEntry("notificationSettings", null))
                .body("accounts[0].productivityOnly", equalTo(false))
                .body("nextPageToken", equalTo(""))
                .body("totalSize", equalTo(1));
    }

    @Test
    void anAccountComesIntoBeingOnFirstUse() {
        var first = request().get("/v1/accounts/" + account);
        first.then()
                .statusCode(200)
                .body("name", equalTo("accounts/" + account))
                .body("displayName", equalTo(account))
                .body("email", equalTo("developer@example.com"));
        request().get("/v1/accounts/" + account).then().body("createTime", equalTo(first.path("createTime")));
    }

    @Test
    void anAccountIsMaskedLikeAnythingElse() {
        request().get("/v1/accounts/" + account + "?readMask=name").then().body("size()", equalTo(1));
        refused(
                request().get("/v1/accounts?readMask=nope"),
                Code.INVALID_ARGUMENT,
                "invalid field mask: unknown field \"nope\"");
    }

    private RequestSpecification anonymous() {
        return given().baseUri("http://localhost:" + port);
    }
}
