package dev.emulator.fireworks.deploymentshape;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Pages;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every account can read the public shapes and their versions. */
@Verified(DOCUMENTED)
class PublicShapeTests extends Story {

    private static final String SHAPES = "/v1/accounts/fireworks/deploymentShapes";
    private static final String ALL_VERSIONS = "/v1/accounts/-/deploymentShapes/-/versions";
    private static final String QWEN = "accounts/fireworks/models/qwen3-8b";

    @Test
    void aShapeHasTheFieldsOfItsLatestVersion() {
        request()
                .get(SHAPES + "/qwen3-8b-minimal")
                .then()
                .statusCode(200)
                .body("name", equalTo("accounts/fireworks/deploymentShapes/qwen3-8b-minimal"))
                .body("baseModel", equalTo(QWEN))
                .body("modelType", equalTo("qwen3"))
                .body("parameterCount", equalTo("8190735360"))
                .body("acceleratorCount", equalTo(1))
                .body("acceleratorType", equalTo("NVIDIA_H100_80GB"))
                .body("precision", equalTo("BF16"))
                .body("presetType", equalTo("MINIMAL"))
                .body("enableAddons", equalTo(true))
                .body("createTime", equalTo("2025-04-30T09:07:42Z"))
                .body("updateTime", equalTo("2025-05-06T09:07:42Z"));
    }

    @Test
    @Verified(OBSERVED)
    void aClientLooksUpTheLatestValidatedVersionsOfAModel() {
        request()
                .queryParam("filter", "snapshot.base_model=\"" + QWEN + "\" AND latest_validated=true")
                .queryParam("order_by", "create_time desc")
                .queryParam("pageSize", 200)
                .get(ALL_VERSIONS)
                .then()
                .statusCode(200)
                .body(
                        "deploymentShapeVersions.snapshot.name",
                        contains(
                                "accounts/fireworks/deploymentShapes/qwen3-8b-minimal",
                                "accounts/fireworks/deploymentShapes/qwen3-8b-fast",
                                "accounts/fireworks/deploymentShapes/qwen3-8b-throughput",
                                "accounts/fireworks/deploymentShapes/rft-qwen3-8b"))
                .body(
                        "deploymentShapeVersions.name",
                        everyItem(
                                matchesPattern("accounts/fireworks/deploymentShapes/[a-z0-9-]+/versions/[a-z0-9]{8}")))
                .body("deploymentShapeVersions.validated", everyItem(equalTo(true)))
                .body("deploymentShapeVersions.public", everyItem(equalTo(true)))
                .body("totalSize", equalTo(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderBy", "order_by"})
    @Verified(OBSERVED)
    void versionsAreOrderedInBothSpellings(String parameter) {
        List<String> times = request()
                .queryParam(parameter, "create_time")
                .queryParam("pageSize", 200)
                .get(ALL_VERSIONS)
                .then()
                .statusCode(200)
                .extract()
                .path("deploymentShapeVersions.createTime");

        assertThat(times).hasSizeGreaterThan(100).isSorted();
    }

    @Test
    void aShapeHasOlderVersionsThatAreNotTheLatest() {
        var versions = SHAPES + "/qwen3-8b-minimal/versions";
        List<String> names = request()
                .get(versions)
                .then()
                .statusCode(200)
                .body("deploymentShapeVersions.latestValidated", contains(true, false))
                .body("deploymentShapeVersions.snapshot.acceleratorCount", contains(1, 2))
                .extract()
                .path("deploymentShapeVersions.name");

        request()
                .get("/v1/" + names.get(1))
                .then()
                .statusCode(200)
                .body("name", equalTo(names.get(1)))
                .body("latestValidated", equalTo(false))
                .body("snapshot.acceleratorCount", equalTo(2));
    }

    @Test
    void aWalkOverSmallPagesSeesEachOnce() {
        var seen = Pages.walk(
                () -> request().queryParam("pageSize", 50),
                "/v1/accounts/fireworks/deploymentShapes/-/versions",
                "deploymentShapeVersions.name");
        List<String> all =
                request().queryParam("pageSize", 200).get(ALL_VERSIONS).path("deploymentShapeVersions.name");

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyModelThatGeneratesTextHasAShape() {
        List<String> models = request()
                .queryParam("filter", "kind=HF_BASE_MODEL")
                .queryParam("pageSize", 200)
                .get("/v1/accounts/fireworks/models")
                .path("models.name");
        List<String> served = request().queryParam("pageSize", 200).get(SHAPES).path("deploymentShapes.baseModel");

        assertThat(served).containsAll(models);
    }

    @Test
    @Verified(INFERRED)
    void everyShapeHasAKnownModelAndOneLatestValidatedVersion() {
        var versions = request()
                .queryParam("pageSize", 200)
                .get(ALL_VERSIONS)
                .then()
                .body("deploymentShapeVersions.validated", everyItem(equalTo(true)))
                .body("deploymentShapeVersions.public", everyItem(equalTo(true)))
                .extract()
                .jsonPath();
        List<String> models = request()
                .queryParam("pageSize", 200)
                .get("/v1/accounts/fireworks/models")
                .path("models.name");
        List<String> latest = versions.getList("deploymentShapeVersions.findAll {it.latestValidated}.snapshot.name");

        assertThat(models).containsAll(versions.getList("deploymentShapeVersions.snapshot.baseModel"));
        assertThat(latest)
                .doesNotHaveDuplicates()
                .containsAll(versions.getList("deploymentShapeVersions.snapshot.name"));
    }

    @ParameterizedTest
    @CsvSource({"fireworks", "-"})
    void shapesAreListedForATargetModel(String owner) {
        request()
                .queryParam("targetModel", QWEN)
                .queryParam("filter", "preset_type=FAST")
                .queryParam("readMask", "name")
                .get("/v1/accounts/" + owner + "/deploymentShapes")
                .then()
                .statusCode(200)
                .body("deploymentShapes.name", contains("accounts/fireworks/deploymentShapes/qwen3-8b-fast"))
                .body("deploymentShapes", hasSize(1));
    }

    @Test
    @Verified(INFERRED)
    void anUnknownTargetModelIsRefused() {
        refused(
                request()
                        .queryParam("targetModel", "accounts/fireworks/models/none")
                        .get(SHAPES),
                Code.NOT_FOUND,
                "resource not found");
    }

    @Test
    void skipShapeValidationReturnsTheLatestVersion() {
        request()
                .queryParam("skipShapeValidation", true)
                .get(SHAPES + "/qwen3-8b-minimal")
                .then()
                .statusCode(200)
                .body("acceleratorCount", equalTo(1));
    }

    @Test
    void anotherAccountHasNoneOfThem() {
        request()
                .get("/v1/accounts/" + account + "/deploymentShapes/-/versions")
                .then()
                .statusCode(200)
                .body("deploymentShapeVersions", empty())
                .body("totalSize", equalTo(0));
        request().get("/v1/accounts/" + account + "/deploymentShapes").then().body("deploymentShapes", empty());
    }

    @Test
    @Verified(INFERRED)
    void whatDoesNotExistIsNotFound() {
        var none = "resource not found";
        refused(request().get(SHAPES + "/none"), Code.NOT_FOUND, none);
        refused(request().get(SHAPES + "/none/versions"), Code.NOT_FOUND, none);
        refused(request().get(SHAPES + "/none/versions/abcd1234"), Code.NOT_FOUND, none);
        refused(request().get(SHAPES + "/qwen3-8b-minimal/versions/abcd1234"), Code.NOT_FOUND, none);
    }

    @Test
    void shapesOfLargerModelsNeedLargerHardware() {
        request()
                .queryParam("filter", "preset_type=MINIMAL AND parameter_count>400000000000")
                .get(SHAPES)
                .then()
                .statusCode(200)
                .body("deploymentShapes.acceleratorCount", everyItem(greaterThanOrEqualTo(4)))
                .body("deploymentShapes.acceleratorType", not(hasItem("NVIDIA_A100_80GB")))
                .body("deploymentShapes.name", everyItem(startsWith("accounts/fireworks/")));
    }
}
