package dev.emulator.fireworks.model;

import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uploads of model files at signed URLs, and their validation. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class ModelUploadTests extends Story {

    private static final String CONFIG = "adapter_config.json";
    private static final String WEIGHTS = "adapter_model.safetensors";
    private static final byte[] GOOD_CONFIG =
            bytes("{\"peft_type\": \"LORA\", \"r\": 8, \"target_modules\": [\"q_proj\"]}");

    private final Models models = new Models(api);

    @BeforeEach
    void anAdapterWithoutFiles() {
        models.post("mine", Json.object("peftDetails", Json.object("baseModel", QWEN, "r", 8)))
                .then()
                .statusCode(200);
    }

    @Test
    void anAdapterIsReadyWhenItsFilesWereLookedAt() {
        put(Map.of(CONFIG, GOOD_CONFIG, WEIGHTS, goodWeights()));
        models.get("mine").then().body("state", equalTo("UPLOADING"));

        validate("").then().statusCode(200).body("warnings", empty());
        models.get("mine").then().body("state", equalTo("READY")).body("status.code", equalTo("OK"));
        assertThat(models.downloads("mine")).containsOnlyKeys(CONFIG, WEIGHTS);
        assertThat(Storage.fetch(models.downloads("mine").get(WEIGHTS)).asByteArray())
                .isEqualTo(goodWeights());
        validate("").then().statusCode(200).body("warnings", empty());
    }

    @Test
    @Verified(INFERRED)
    void whatWasPreparedIsCalibrated() {
        put(Map.of(CONFIG, GOOD_CONFIG, WEIGHTS, goodWeights()));
        validate("").then().statusCode(200);
        models.call("mine", "prepare", "{\"precision\": \"BF16\"}").then().statusCode(200);
        models.get("mine").then().body("calibrated", equalTo(false));
        models.call("mine", "prepare", "{\"precision\": \"FP8\"}").then().statusCode(200);
        models.get("mine").then().body("calibrated", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "adapter_config.json | §§ | adapter_config.json is missing",
                "adapter_config.json | [] | adapter_config.json is not a JSON object",
                "adapter_config.json | { | adapter_config.json is not a JSON object",
                "adapter_config.json | {\"r\": 16} | r in adapter_config.json is 16, but 8 in peft_details",
                "adapter_config.json | {\"r\": 8, \"auto_map\": {}} | adapter_config.json refers to custom code, which requires trust_remote_code",
                "adapter_model.safetensors | §§ | no weights (*.safetensors or *.bin) were uploaded",
                "adapter_model.safetensors | abc | adapter_model.safetensors is not a safetensors file: header is missing",
                "adapter_model.safetensors | abcdefgh123 | adapter_model.safetensors is not a safetensors file: header has an impossible length",
            })
    @Verified(INFERRED)
    void unsuitableFilesAreRefusedAndTheModelHasTheReason(String filename, String content, String reason) {
        var files = new HashMap<>(Map.of(CONFIG, GOOD_CONFIG, WEIGHTS, goodWeights()));
        files.put(filename, bytes(content));
        files.values().removeIf(bytes -> bytes.length == 0);
        put(files);

        refused(validate(""), Code.INVALID_ARGUMENT, reason);
        models.get("mine")
                .then()
                .body("state", equalTo("UPLOADING"))
                .body("status.code", equalTo("INVALID_ARGUMENT"))
                .body("status.message", equalTo(reason));
        put(Map.of(CONFIG, GOOD_CONFIG, WEIGHTS, goodWeights()));
        validate("").then().statusCode(200);
        models.get("mine").then().body("state", equalTo("READY")).body("status.message", equalTo(""));
    }

    @ParameterizedTest
    @CsvSource({
        "adapter_config.json, {\"r\": 16}, ?skipHfConfigValidation=true",
        "adapter_config.json, {\"r\": 8 ~ \"auto_map\": {}}, ?trustRemoteCode=true",
        "adapter_model.safetensors, abc, ?configOnly=true",
    })
    void someOfItNeedNotBeLookedAt(String filename, String content, String how) {
        var files = new HashMap<>(Map.of(CONFIG, GOOD_CONFIG, WEIGHTS, goodWeights()));
        files.put(filename, bytes(content.replace('~', ',')));
        put(files);
        validate(how).then().statusCode(200);
        models.get("mine").then().body("state", equalTo("READY"));
    }

    @Test
    @Verified(INFERRED)
    void beforeAllFilesAreThereThereIsNothingToLookAt() {
        refused(validate(""), Code.FAILED_PRECONDITION, "no files were uploaded");
        models.announce("mine", Map.of(CONFIG, GOOD_CONFIG));
        refused(validate(""), Code.FAILED_PRECONDITION, "some of the announced files were not uploaded");
        put(Map.of(CONFIG, GOOD_CONFIG, WEIGHTS, goodWeights()));
        validate("").then().statusCode(200);
    }

    @Test
    void anUploadThatCanBeTakenUpAgainIsBegunThenPut() {
        var address = models.call(
                        "mine",
                        "getUploadEndpoint",
                        Json.object("filenameToSize", Json.object(CONFIG, "3"), "enableResumableUpload", true))
                .then()
                .statusCode(200)
                .extract()
                .<String>path("filenameToSignedUrls.'" + CONFIG + "'");
        Storage.refusedInXml(Storage.request().post(address), 400, "MalformedSecurityHeader");
        var session = Storage.request()
                .header("x-goog-resumable", "start")
                .post(address)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        Storage.refusedInXml(
                Storage.request()
                        .header("Content-Range", "bytes 0-1/3")
                        .body(bytes("{}"))
                        .put(session),
                501,
                "NotImplemented");
        Storage.request()
                .header("Content-Range", "bytes 0-1/2")
                .body(bytes("{}"))
                .put(session)
                .then()
                .statusCode(200);
        refused(
                validate("?skipHfConfigValidation=true"),
                Code.INVALID_ARGUMENT,
                "no weights (*.safetensors or *.bin) were uploaded");
    }

    @Test
    void aBaseModelNeedsAConfigurationAndWeights() {
        models.post("{\"modelId\": \"base\", \"model\": {\"kind\": \"HF_BASE_MODEL\", \"baseModelDetails\": {}}}")
                .then()
                .statusCode(200);
        models.announce("base", Map.of("model.safetensors", goodWeights()))
                .forEach((name, address) -> Storage.put(address, goodWeights()));
        refused(request().get(models.url("base") + ":validateUpload"), Code.INVALID_ARGUMENT, "config.json is missing");
    }

    @Test
    @Verified(INFERRED)
    void theFilesOfADeletedModelAreGone() {
        put(Map.of(CONFIG, GOOD_CONFIG, WEIGHTS, goodWeights()));
        validate("").then().statusCode(200);
        var address = models.downloads("mine").get(CONFIG);
        models.delete("mine").then().statusCode(200);
        Storage.refusedInXml(Storage.fetch(address), 404, "NoSuchKey");
    }

    private void put(Map<String, byte[]> files) {
        models.announce("mine", files)
                .forEach((name, address) ->
                        Storage.put(address, files.get(name)).then().statusCode(200));
    }

    private Response validate(String how) {
        return request().get(models.url("mine") + ":validateUpload" + how);
    }

    /** Returns a file with one tensor of two numbers. */
    private static byte[] goodWeights() {
        var header = bytes("{\"w\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}}");
        return ByteBuffer.allocate(8 + header.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }
}
