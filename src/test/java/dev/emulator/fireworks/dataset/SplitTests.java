package dev.emulator.fireworks.dataset;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dataset is cut into datasets of so many rows. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class SplitTests extends Story {

    @Test
    void everyRowIsInOneOfTheChunksAndInItsOrder() {
        var rows = numbered(450);
        aDataset("train", rows);
        var names = request("{\"chunkSize\": 200}")
                .post(dataset("train") + ":splitDataset")
                .then()
                .statusCode(200)
                .body("chunksCreated", equalTo(3))
                .body("totalExamples", equalTo("450"))
                .extract()
                .<List<String>>path("chunkDatasetNames");

        var together = names.stream()
                .map(name -> downloads("/v1/" + name))
                .map(files -> Storage.fetch(files.values().iterator().next()).asString())
                .collect(Collectors.joining());
        assertThat(together).isEqualTo(rows);
        request()
                .get("/v1/" + names.get(2))
                .then()
                .body("state", equalTo("READY"))
                .body("exampleCount", equalTo("50"))
                .body("splitted.sourceDatasetId", equalTo("train"));
        request().get(datasets()).then().body("totalSize", equalTo(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"chunkSize\": 199}", "{\"chunkSize\": -1}"})
    void tooSmallAChunkIsRefused(String request) {
        aDataset("train", ROW.repeat(3));
        refused(
                request(request).post(dataset("train") + ":splitDataset"),
                Code.INVALID_ARGUMENT,
                "chunk_size must be at least 200");
    }

    @Test
    @Verified(INFERRED)
    void onlyWhatIsReadyCanBeSplit() {
        request("{\"datasetId\": \"train\", \"dataset\": {\"exampleCount\": 3}}")
                .post(datasets());
        refused(
                request("{\"chunkSize\": 200}").post(dataset("train") + ":splitDataset"),
                Code.FAILED_PRECONDITION,
                "dataset accounts/" + account + "/datasets/train is not ready");
        refused(
                request("{\"chunkSize\": 200}").post(dataset("none") + ":splitDataset"),
                Code.NOT_FOUND,
                "resource not found");
    }

    @Test
    @Verified(INFERRED)
    void splittingTwiceIsRefusedAndLeavesNothingBehind() {
        aDataset("train", numbered(250));
        request("{\"chunkSize\": 200}")
                .post(dataset("train") + ":splitDataset")
                .then()
                .statusCode(200);
        refused(
                request("{\"chunkSize\": 240}").post(dataset("train") + ":splitDataset"),
                Code.ALREADY_EXISTS,
                "resource accounts/" + account + "/datasets/train-chunk-0 already exists");
        request().get(datasets()).then().body("datasets", hasSize(3)).body("totalSize", equalTo(3));
    }

    @Test
    void theLineageComesAlongUnderTheIdsOfItsDatasets() {
        aDataset("train", numbered(250));
        request("{\"chunkSize\": 200}")
                .post(dataset("train") + ":splitDataset")
                .then()
                .statusCode(200);
        var files = request()
                .queryParam("downloadLineage", true)
                .get(dataset("train-chunk-1") + ":getDownloadEndpoint")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("filenameToSignedUrls", String.class, String.class);

        assertThat(files).containsOnlyKeys("train-chunk-1/train-chunk-1.jsonl", "train/data.jsonl");
        assertThat(Storage.fetch(files.get("train/data.jsonl")).asString()).isEqualTo(numbered(250));
    }

    private static String numbered(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(number -> ROW.replace("there", "number " + number))
                .collect(Collectors.joining());
    }
}
