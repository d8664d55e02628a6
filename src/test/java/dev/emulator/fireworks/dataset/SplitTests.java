package dev.emulator.fireworks.dataset;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
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

/** Splits a dataset into datasets with a fixed number of rows. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class SplitTests extends Story {

    private final Datasets datasets = new Datasets(api);

    @Test
    void everyRowIsInOneOfTheChunksAndInItsOrder() {
        var rows = numbered(450);
        datasets.create("train", rows);
        var names = datasets.call("train", "splitDataset", "{\"chunkSize\": 200}")
                .then()
                .statusCode(200)
                .body("chunksCreated", equalTo(3))
                .body("totalExamples", equalTo("450"))
                .extract()
                .<List<String>>path("chunkDatasetNames");

        var together = names.stream()
                .map(name -> datasets.downloads(name.substring(name.lastIndexOf('/') + 1)))
                .map(files -> Storage.fetch(files.values().iterator().next()).asString())
                .collect(Collectors.joining());
        assertThat(together).isEqualTo(rows);
        request()
                .get("/v1/" + names.get(2))
                .then()
                .body("state", equalTo("READY"))
                .body("exampleCount", equalTo("50"))
                .body("splitted.sourceDatasetId", equalTo("train"));
        datasets.list().then().body("totalSize", equalTo(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"chunkSize\": 199}", "{\"chunkSize\": -1}"})
    void tooSmallAChunkIsRefused(String request) {
        datasets.create("train", ROW.repeat(3));
        refused(
                datasets.call("train", "splitDataset", request),
                Code.INVALID_ARGUMENT,
                "chunk_size must be at least 200");
    }

    @Test
    @Verified(INFERRED)
    void onlyWhatIsReadyCanBeSplit() {
        datasets.createEmpty("train");
        refused(
                datasets.call("train", "splitDataset", "{\"chunkSize\": 200}"),
                Code.FAILED_PRECONDITION,
                "dataset accounts/" + account + "/datasets/train is not ready");
        refused(datasets.call("none", "splitDataset", "{\"chunkSize\": 200}"), Code.NOT_FOUND, "resource not found");
    }

    @Test
    @Verified(INFERRED)
    void splittingTwiceIsRefusedAndLeavesNothingBehind() {
        datasets.create("train", numbered(250));
        datasets.call("train", "splitDataset", "{\"chunkSize\": 200}").then().statusCode(200);
        refused(
                datasets.call("train", "splitDataset", "{\"chunkSize\": 240}"),
                Code.ALREADY_EXISTS,
                "resource accounts/" + account + "/datasets/train-chunk-0 already exists");
        datasets.list().then().body("datasets", hasSize(3)).body("totalSize", equalTo(3));
    }

    @Test
    void theLineageComesAlongUnderTheIdsOfItsDatasets() {
        datasets.create("train", numbered(250));
        datasets.call("train", "splitDataset", "{\"chunkSize\": 200}").then().statusCode(200);
        var files = request()
                .queryParam("downloadLineage", true)
                .get(datasets.url("train-chunk-1") + ":getDownloadEndpoint")
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
