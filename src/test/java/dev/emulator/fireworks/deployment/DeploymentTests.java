package dev.emulator.fireworks.deployment;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints of deployments. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class DeploymentTests extends Story {

    private static final Duration UNTIL_READY = Duration.ofSeconds(2);

    private final Deployments deployments = new Deployments(api);

    @Test
    void theSmallestDeploymentComesBackWithEveryField() {
        var created = json(deployments.post("minimal", "{\"baseModel\": \"m\"}"));
        assertThat(created)
                .isEqualTo(json(file("minimal-deployment.json")
                        .replace("{account}", account)
                        .replace("{now}", time.now().toString())));
    }

    @Test
    void everyFieldComesBackAsItWasSent() {
        var sent = (ObjectNode) json(file("full-deployment.json"));
        deployments.post("full", sent).then().statusCode(200).body("region", equalTo("EU_PARIS_1"));
        var received = (ObjectNode) json(deployments.get("full"));
        assertThat(received.retain(sent.propertyNames())).isEqualTo(sent);
        assertThat(sent.propertyNames())
                .containsExactlyInAnyOrderElementsOf(MessageType.of(Deployment.Spec.class).fields().stream()
                        .map(MessageType.Field::jsonName)
                        .toList());
    }

    @Test
    @Verified(OBSERVED)
    void theServerChoosesIdsOfEightCharacters() {
        deployments
                .post(deployments.smallest())
                .then()
                .statusCode(200)
                .body("name", matchesPattern(deployments.name("[a-z][a-z0-9]{7}")));
    }

    @Test
    @Verified(OBSERVED)
    void theIdIsNotAFieldOfTheBody() {
        refused(
                deployments.post("{\"deploymentId\": \"mine\", \"baseModel\": \"m\"}"),
                Code.INVALID_ARGUMENT,
                "proto: (line 1:2): unknown field \"deploymentId\"");
    }

    @Test
    void anIdIsTakenUntilTheDeploymentIsPurged() {
        deployments.create("mine");
        deployments.delete("mine").then().statusCode(200);
        time.passes(Duration.ofSeconds(1));
        for (var query : new String[] {"deployment_id=mine", "deploymentId=mine&validateOnly=true"}) {
            refused(
                    deployments.postWith(query, deployments.smallest()),
                    Code.ALREADY_EXISTS,
                    "deployment ID already exists");
        }
        time.passes(Duration.ofDays(7));
        deployments.create("mine");
    }

    @Test
    void defaultsDependOnOtherFields() {
        deployments.create("two", "minReplicaCount", 2);
        deployments.get("two").then().body("maxReplicaCount", equalTo(2));
        deployments.create("none", "maxReplicaCount", 0);
        deployments.get("none").then().body("maxReplicaCount", equalTo(0)).body("desiredReplicaCount", equalTo(0));
        deployments.create("windows", "autoscalingPolicy", Json.object("scaleUpWindow", "1s"));
        deployments
                .get("windows")
                .then()
                .body("autoscalingPolicy.scaleUpWindow", equalTo("1s"))
                .body("autoscalingPolicy.scaleDownWindow", equalTo("600s"));
    }

    @Test
    void aValidationReturnsTheDeploymentAndStoresNothing() {
        var valid = deployments.postWith("deploymentId=mine&validateOnly=true", deployments.smallest());
        valid.then()
                .statusCode(200)
                .body("name", equalTo(deployments.name("mine")))
                .body("maxReplicaCount", equalTo(1));
        refused(deployments.get("mine"), Code.NOT_FOUND, "resource not found");
        deployments.list("showDeleted=true").then().body("totalSize", equalTo(0));
        refused(
                deployments.postWith("validateOnly=true", Json.object()),
                Code.INVALID_ARGUMENT,
                "base_model is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"displayName,minReplicaCount", "display_name,min_replica_count", ""})
    void anUpdateChangesTheFieldsOfItsMaskOrOfItsBody(String mask) {
        deployments.create("d", "description", "kept", "maxReplicaCount", 4);
        time.passes(UNTIL_READY);
        var body = "{\"displayName\": \"new\", \"minReplicaCount\": 2}";
        deployments
                .patchWith("d", "updateMask=" + mask, body)
                .then()
                .statusCode(200)
                .body("state", equalTo("UPDATING"))
                .body("displayName", equalTo("new"))
                .body("description", equalTo("kept"))
                .body("minReplicaCount", equalTo(2))
                .body("maxReplicaCount", equalTo(4))
                .body("updateTime", equalTo(time.now().toString()));
        time.passes(Duration.ofSeconds(1));
        deployments
                .get("d")
                .then()
                .body("state", equalTo("READY"))
                .body("desiredReplicaCount", equalTo(2))
                .body("replicaCount", equalTo(2));
    }

    @Test
    @Verified(INFERRED)
    void aMaskCanNameEntriesOfAMap() {
        deployments.create("d", "annotations", Json.object("kept", "1", "changed", "2", "removed", "3"));
        deployments
                .patchWith(
                        "d",
                        "updateMask=annotations.changed,annotations.removed,annotations.unknown",
                        "{\"annotations\": {\"changed\": \"new\", \"kept\": \"ignored\"}}")
                .then()
                .statusCode(200)
                .body("annotations", equalTo(Map.of("kept", "1", "changed", "new")));
        deployments
                .patchWith("d", "updateMask=annotations.changed", "{}")
                .then()
                .statusCode(200)
                .body("annotations", equalTo(Map.of("kept", "1")));
    }

    @Test
    void anUpdateIsCheckedAsACreate() {
        deployments.create("d");
        refused(
                deployments.patch("d", "{\"minReplicaCount\": 5}"),
                Code.INVALID_ARGUMENT,
                "max_replica_count must not be less than min_replica_count");
        deployments.patchWith("d", "updateMask=nope", "{}").then().statusCode(400);
        deployments.get("d").then().body("minReplicaCount", equalTo(0));
    }

    @Test
    void deploymentsAreListedFilteredAndOrdered() {
        for (var id : new String[] {"b", "a", "c"}) {
            deployments.create(id, "enableAddons", id.equals("c"));
            time.passes(Duration.ofSeconds(1));
        }
        deployments.list().then().body("totalSize", equalTo(3)).body("deployments.name", hasSize(3));
        request()
                .queryParam("orderBy", "name desc")
                .queryParam("pageSize", 2)
                .get(deployments.url())
                .then()
                .body("deployments.name", contains(deployments.name("c"), deployments.name("b")));
        request()
                .queryParam("filter", "enable_addons=true AND state=CREATING")
                .get(deployments.url())
                .then()
                .body("deployments.name", contains(deployments.name("c")));
        request()
                .queryParam("filter", "state=READY")
                .queryParam("readMask", "name")
                .get(deployments.url())
                .then()
                .body("totalSize", equalTo(2))
                .body("deployments[0].size()", equalTo(1));
    }

    @Test
    @Verified(OBSERVED)
    void aDeletedDeploymentIsKeptAndHidden() {
        deployments.create("d");
        time.passes(UNTIL_READY);
        deployments.delete("d").then().statusCode(200).body("size()", equalTo(0));
        deployments.get("d").then().body("state", equalTo("DELETING")).body("purgeTime", nullValue());
        time.passes(Duration.ofSeconds(1));
        deployments.list().then().body("deployments", hasSize(0)).body("totalSize", equalTo(1));
        deployments
                .list("showDeleted=true")
                .then()
                .body("deployments.state", contains("DELETED"))
                .body("deployments[0].replicaCount", equalTo(0));
        var deleted = json(deployments.get("d"));
        assertThat(deleted.path("deleteTime").asString())
                .isEqualTo(now().minusMillis(500).toString());
        assertThat(deleted.path("purgeTime").asString())
                .isEqualTo(now().minusMillis(500).plus(Duration.ofDays(7)).toString());
        time.passes(Duration.ofDays(7));
        refused(deployments.get("d"), Code.NOT_FOUND, "resource not found");
        deployments.list("showDeleted=true").then().body("totalSize", equalTo(0));
    }

    @Test
    void aHardDeleteKeepsNothing() {
        deployments.create("one");
        deployments.create("two");
        deployments.deleteWith("one", "hard=true").then().statusCode(200);
        deployments.delete("two").then().statusCode(200);
        time.passes(Duration.ofSeconds(1));
        refused(deployments.get("one"), Code.NOT_FOUND, "resource not found");
        deployments.get("two").then().body("state", equalTo("DELETED"));
        deployments.delete("two").then().statusCode(200);
        deployments.deleteWith("two", "hard=true").then().statusCode(200);
        time.passes(Duration.ofMillis(300));
        deployments.deleteWith("two", "hard=true").then().statusCode(200);
        time.passes(Duration.ofMillis(300));
        refused(deployments.get("two"), Code.NOT_FOUND, "resource not found");
        refused(deployments.delete("two"), Code.NOT_FOUND, "resource not found");
    }

    @Test
    void aDeletedDeploymentCanBeRestored() {
        deployments.create("d", "minReplicaCount", 1);
        refused(
                deployments.call("d", "undelete"),
                Code.FAILED_PRECONDITION,
                "deployment in state CREATING cannot be undeleted");
        deployments.delete("d");
        time.passes(Duration.ofSeconds(1));
        refused(
                deployments.patch("d", "{\"displayName\": \"x\"}"),
                Code.FAILED_PRECONDITION,
                "deployment in state DELETED cannot be updated");
        deployments
                .call("d", "undelete")
                .then()
                .statusCode(200)
                .body("state", equalTo("CREATING"))
                .body("deleteTime", nullValue())
                .body("purgeTime", nullValue());
        time.passes(UNTIL_READY);
        deployments.get("d").then().body("state", equalTo("READY")).body("replicaCount", equalTo(1));
        time.passes(Duration.ofDays(8));
        deployments.get("d").then().body("state", equalTo("READY"));
    }

    @Test
    void scalingIsWithinTheLimits() {
        deployments.create("d", "maxReplicaCount", 3);
        time.passes(UNTIL_READY);
        deployments.scale("d", 3).then().statusCode(200).body("size()", equalTo(0));
        deployments
                .get("d")
                .then()
                .body("desiredReplicaCount", equalTo(3))
                .body("minReplicaCount", equalTo(0))
                .body("maxReplicaCount", equalTo(3));
        deployments.scale("d", 0).then().statusCode(200);
        deployments.get("d").then().body("desiredReplicaCount", equalTo(0)).body("state", equalTo("READY"));
    }

    @Test
    @Verified(INFERRED)
    void scalingBeyondTheLimitsIsRefused() {
        deployments.create("d", "maxReplicaCount", 3);
        refused(
                deployments.scale("d", 4),
                Code.INVALID_ARGUMENT,
                "replica_count must not be greater than max_replica_count, which is 3");
        refused(deployments.scale("d", -1), Code.INVALID_ARGUMENT, "replica_count must not be negative");
        deployments.delete("d");
        refused(deployments.scale("d", 1), Code.FAILED_PRECONDITION, "deployment in state DELETING cannot be scaled");
        refused(deployments.scale("none", 1), Code.NOT_FOUND, "resource not found");
    }

    /** The databases store microseconds. */
    private Instant now() {
        return time.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static String file(String name) {
        try {
            return new ClassPathResource(name, DeploymentTests.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
