package dev.emulator.fireworks.dataset;

import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** A file that is too large is refused with a status that clients do not retry. */
@TestPropertySource(properties = "emulator.limits.upload=1KB")
class UploadLimitTests extends Story {

    private final Datasets datasets = new Datasets(api);

    @ParameterizedTest
    @ValueSource(ints = {1025, 3_000_000})
    void aFileThatIsTooLargeIsRefusedAsSuch(int size) {
        upload(size)
                .then()
                .statusCode(413)
                .body("code", equalTo(Code.RESOURCE_EXHAUSTED.number()))
                .body("message", equalTo("file must have at most 1024 bytes"));
    }

    @Test
    void aFileOfTheLargestSizeIsTaken() {
        upload(1024).then().statusCode(200);
    }

    private Response upload(int size) {
        datasets.post("{\"datasetId\": \"train\", \"dataset\": {\"exampleCount\": 1}}");
        return request().multiPart("file", "a.jsonl", bytes("x".repeat(size))).post(datasets.url("train") + ":upload");
    }
}
