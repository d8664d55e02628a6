package dev.emulator.fireworks.deployedmodel;

import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Load, get, list, update and unload models, without deployments. {@link DeploymentModelTests} is about those, {@link DefaultDeployedModelTests} about defaults. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class DeployedModelTests extends Story {

    private static final Duration LOADING = Duration.ofSeconds(1);
    private static final Duration UNDEPLOYING = Duration.ofMillis(500);

    private final DeployedModels deployedModels = new DeployedModels(api);
    private final Models models = new Models(api);

    @Test
    void theServerNamesWhatIsLoadedAfterTheModel() {
        var id = DeployedModels.id(deployedModels.post(
                Json.object("model", "my-lora", "deployment", "d", "displayName", "Mine", "public", true)));
        assertThat(id).matches("my-lora-[a-z][a-z0-9]{7}");
        deployedModels
                .get(id)
                .then()
                .statusCode(200)
                .body("name", equalTo(deployedModels.name(id)))
                .body("displayName", equalTo("Mine"))
                .body("model", equalTo(models.name("my-lora")))
                .body("deployment", equalTo("accounts/" + account + "/deployments/d"))
                .body("default", equalTo(true))
                .body("public", equalTo(true))
                .body("serverless", equalTo(false))
                .body("state", equalTo("DEPLOYING"))
                .body("status.code", equalTo("OK"));
        time.passes(LOADING);
        deployedModels.get(id).then().body("state", equalTo("DEPLOYED"));
    }

    @Test
    @Verified(INFERRED)
    void aLongModelIdIsShortened() {
        var id = deployedModels.load("m".repeat(53) + "-" + "n".repeat(9), "d");
        assertThat(id).matches("m{53}-[a-z][a-z0-9]{7}");
    }

    @Test
    void aModelIsRequired() {
        refused(deployedModels.post("{}"), Code.INVALID_ARGUMENT, "model is required");
        refused(
                deployedModels.post("{\"model\": \"m\", \"deployment\": \"a/b\"}"),
                Code.INVALID_ARGUMENT,
                "deployment must be accounts/{account}/deployments/{deployment} or a deployment id");
    }

    @Test
    @Verified(OBSERVED)
    void aModelIsLoadedIntoADeploymentOnlyOnce() {
        var id = deployedModels.load("my-lora", "d");
        var message =
                "model " + models.name("my-lora") + " is already deployed to accounts/" + account + "/deployments/d";
        refused(
                deployedModels.post(Json.object("model", models.name("my-lora"), "deployment", "d")),
                Code.FAILED_PRECONDITION,
                message);
        deployedModels.load("my-lora", "other");
        deployedModels.post(Json.object("model", "x")).then().statusCode(200);
        refused(
                deployedModels.post(Json.object("model", "x")),
                Code.FAILED_PRECONDITION,
                "model " + models.name("x") + " is already deployed");
        deployedModels.get(id).then().body("default", equalTo(true));
    }

    @Test
    void entriesAreListedFilteredAndOrdered() {
        var first = deployedModels.load("b", "d");
        var second = deployedModels.load("a", "d");
        time.passes(LOADING);
        var third = deployedModels.load("a", "e");
        deployedModels
                .list()
                .then()
                .body("totalSize", equalTo(3))
                .body("deployedModels.name", contains(names(sorted(first, second, third))));
        filtered("model=\"" + models.name("a") + "\"")
                .body("deployedModels.name", contains(names(sorted(second, third))));
        filtered("state=DEPLOYING").body("deployedModels.name", contains(names(third)));
        filtered("default=true AND deployment:\"/d\"").body("deployedModels.size()", equalTo(2));
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        var id = deployedModels.load(Json.object("model", "m", "deployment", "d", "description", "kept"));
        time.passes(LOADING);
        deployedModels
                .patch(id, "{\"displayName\": \"after\", \"state\": \"DEPLOYING\"}")
                .then()
                .statusCode(200)
                .body("displayName", equalTo("after"))
                .body("description", equalTo("kept"))
                .body("state", equalTo("UPDATING"));
        time.passes(Duration.ofMillis(500));
        deployedModels.get(id).then().body("state", equalTo("DEPLOYED"));
        for (var mask : new String[] {"display_name", "displayName"}) {
            request("{\"displayName\": \"by " + mask + "\", \"description\": \"lost\"}")
                    .patch(deployedModels.url(id) + "?updateMask=" + mask)
                    .then()
                    .body("displayName", equalTo("by " + mask))
                    .body("description", equalTo("kept"));
        }
    }

    @Test
    @Verified(INFERRED)
    void aPatchWithoutAChangeLeavesTheState() {
        var id = deployedModels.load("m", "d");
        time.passes(LOADING);
        deployedModels.patch(id, "{\"displayName\": \"\"}").then().body("state", equalTo("DEPLOYED"));
        deployedModels
                .patch(id, "{\"model\": \"another\", \"deployment\": \"e\"}")
                .then()
                .statusCode(200)
                .header("X-Emulator-Hint", containsString("model and deployment cannot be changed"))
                .body("model", equalTo(models.name("m")));
        refused(deployedModels.patch("missing", "{}"), Code.NOT_FOUND, "resource not found");
    }

    @Test
    void whatIsDeletedIsUndeployedFirst() {
        var id = deployedModels.load("m", "d");
        deployedModels.delete(id).then().statusCode(200).body("size()", equalTo(0));
        deployedModels.get(id).then().body("state", equalTo("UNDEPLOYING"));
        deployedModels.delete(id).then().statusCode(200);
        time.passes(UNDEPLOYING);
        refused(deployedModels.get(id), Code.NOT_FOUND, "resource not found");
        refused(deployedModels.delete(id), Code.NOT_FOUND, "resource not found");
        deployedModels.list().then().body("totalSize", equalTo(0));
        assertThat(deployedModels.load("m", "d")).isNotEqualTo(id);
    }

    @Test
    @Verified(INFERRED)
    void whatIsBeingUndeployedCanBeLoadedAgainButNotChanged() {
        var id = deployedModels.load("m", "d");
        deployedModels.delete(id);
        refused(
                deployedModels.patch(id, "{\"displayName\": \"x\"}"),
                Code.FAILED_PRECONDITION,
                "deployed model " + deployedModels.name(id) + " is being undeployed");
        var again = deployedModels.load("m", "d");
        assertThat(deployedModels.defaults()).containsExactly(again);
    }

    @Test
    void aModelShowsWhereItIsDeployed() {
        models.post("m", "{}").then().statusCode(200);
        models.get("m").then().body("deployedModelRefs", empty());
        var id = deployedModels.load("m", "d");
        var refs = models.get("m").then().statusCode(200);
        refs.body("deployedModelRefs.size()", equalTo(1))
                .body("deployedModelRefs[0].name", equalTo(deployedModels.name(id)))
                .body("deployedModelRefs[0].deployment", equalTo("accounts/" + account + "/deployments/d"))
                .body("deployedModelRefs[0].state", equalTo("DEPLOYING"))
                .body("deployedModelRefs[0].default", equalTo(true))
                .body("deployedModelRefs[0].public", equalTo(false));
        time.passes(LOADING);
        models.get("m").then().body("deployedModelRefs.state", contains("DEPLOYED"));
        models.list().then().body("models[0].deployedModelRefs", empty());
        deployedModels.delete(id);
        time.passes(UNDEPLOYING);
        models.get("m").then().body("deployedModelRefs", empty());
    }

    @Test
    @Verified(INFERRED)
    void aPublicModelShowsItsDeploymentsInTheAccountOfTheKey() {
        var ofTheKey = new DeployedModels(api.forAccount("local"));
        deployedModels.load(QWEN, "d");
        var id = ofTheKey.load(Json.object("model", QWEN, "deployment", account));
        request()
                .get("/v1/" + QWEN)
                .then()
                .statusCode(200)
                .body("deployedModelRefs.name", hasItem(ofTheKey.name(id)))
                .body("deployedModelRefs.deployment", not(hasItem("accounts/" + account + "/deployments/d")));
        request().get("/v1/accounts/fireworks/models").then().body("models.deployedModelRefs.flatten()", empty());
        ofTheKey.delete(id);
        time.passes(UNDEPLOYING);
        request().get("/v1/" + QWEN).then().body("deployedModelRefs.name", not(hasItem(ofTheKey.name(id))));
    }

    @Test
    @Verified(OBSERVED)
    void aModelInUseCannotBeDeleted() {
        models.post("m", "{}").then().statusCode(200);
        var id = deployedModels.load("m", "d");
        refused(
                models.delete("m"),
                Code.FAILED_PRECONDITION,
                "model " + models.name("m") + " has active deployments and cannot be deleted");
        deployedModels.delete(id);
        time.passes(UNDEPLOYING);
        models.delete("m").then().statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void anotherAccountHasItsOwnEntries() {
        deployedModels.load(QWEN, "d");
        var other = new DeployedModels(api.forAccount(account + "b"));
        other.list().then().body("totalSize", equalTo(0));
        assertThat(other.defaults()).isEmpty();
        other.load(QWEN, "d");
        assertThat(other.defaults()).hasSize(1);
    }

    private ValidatableResponse filtered(String filter) {
        return request()
                .queryParam("filter", filter)
                .get(deployedModels.url())
                .then()
                .statusCode(200);
    }

    private static String[] sorted(String... ids) {
        return Arrays.stream(ids).sorted().toArray(String[]::new);
    }

    private String[] names(String... ids) {
        return Arrays.stream(ids).map(deployedModels::name).toArray(String[]::new);
    }
}
