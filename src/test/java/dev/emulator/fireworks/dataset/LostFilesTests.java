package dev.emulator.fireworks.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Uploads and downloads after another program has changed the directory of files. */
class LostFilesTests {

    private static final String READINESS = "/_emulator/health/readiness";
    private static final String ROW =
            "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"b\"}]}\n";

    @TempDir
    private Path data;

    @TempDir
    private Path scratch;

    private Path rows;

    @BeforeEach
    void rows() throws IOException {
        rows = Files.writeString(scratch.resolve("rows.jsonl"), ROW.repeat(3));
    }

    @Test
    void anUploadMakesThePlaceItNeedsAndWhatWasThereIsNotFound() throws IOException {
        try (var emulator = Emulator.start(Emulator.in(data))) {
            var client = emulator.client("acme");
            assertThat(client.upload("before", rows).state()).isEqualTo("READY");
            var download = download(client, "before");
            var announced = announce(client, "announced");
            Storage.put(announced, Files.readAllBytes(rows)).then().statusCode(200);
            FileSystemUtils.deleteRecursively(files());

            assertThat(client.send("GET", READINESS, "").status()).isEqualTo(200);
            Storage.refusedInXml(Storage.fetch(download), 404, "NoSuchKey");
            var validated = client.send("POST", dataset("announced") + ":validateUpload", "{}");
            assertThat(validated.status()).isEqualTo(404);
            assertThat(validated.json().path("message").asString()).contains("upload it again");
            Storage.put(announced, Files.readAllBytes(rows)).then().statusCode(200);
            assertThat(client.send("POST", dataset("announced") + ":validateUpload", "{}")
                            .status())
                    .isEqualTo(200);
            assertThat(client.upload("after", rows).state()).isEqualTo("READY");
            Storage.fetch(download(client, "after")).then().statusCode(200);
        }
    }

    @Test
    void wherePlaceCannotBeMadeUploadsAndReadinessSaySo() throws IOException {
        try (var emulator = Emulator.start(Emulator.in(data))) {
            var client = emulator.client("acme");
            var announced = announce(client, "announced");
            FileSystemUtils.deleteRecursively(files());
            Files.createFile(files());

            assertThat(client.send("GET", READINESS, "").status()).isEqualTo(503);
            var refused = Storage.put(announced, Files.readAllBytes(rows));
            Storage.refusedInXml(refused, 503, "ServiceUnavailable");
            Files.delete(files());
            assertThat(client.send("GET", READINESS, "").status()).isEqualTo(200);
            Storage.put(announced, Files.readAllBytes(rows)).then().statusCode(200);
        }
    }

    @Test
    void aFormThatCannotBeKeptIsNotTakenForAMalformedOne() throws IOException {
        var work = scratch.resolve("work");
        var settings = Stream.concat(Emulator.in(data).stream(), Stream.of("--server.tomcat.basedir=" + scratch))
                .toList();
        try (var emulator = Emulator.start(settings)) {
            var client = emulator.client("acme");
            announce(client, "train");
            FileSystemUtils.deleteRecursively(work);
            Files.createFile(work);

            var refused = form(emulator, "train");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.<Integer>path("code")).isEqualTo(14);
            assertThat(refused.<String>path("message"))
                    .isEqualTo("the emulator cannot write to its temporary directory");

            Files.delete(work);
            assertThat(form(emulator, "train").statusCode()).isEqualTo(200);
        }
    }

    private Response form(Emulator emulator, String dataset) {
        return RestAssured.given()
                .port(emulator.port())
                .auth()
                .oauth2("fw_key")
                .multiPart("file", rows.toFile())
                .post(dataset(dataset) + ":upload");
    }

    @Test
    void whatAKilledUploadHasLeftIsGoneAfterTheNextStart() throws IOException {
        try (var emulator = Emulator.start(Emulator.in(data))) {
            assertThat(emulator.client("acme").upload("kept", rows).state()).isEqualTo("READY");
        }
        Files.createFile(files().resolve("0123456789abcdef0123456789abcdef"));
        Files.createFile(files().resolve("0123456789abcdef0123456789abcde0.part"));
        Files.createFile(files().resolve("notes.txt"));
        try (var emulator = Emulator.start(Emulator.in(data))) {
            Storage.fetch(download(emulator.client("acme"), "kept")).then().statusCode(200);
            try (Stream<Path> left = Files.list(files())) {
                assertThat(left).hasSize(2).contains(files().resolve("notes.txt"));
            }
        }
    }

    private Path files() {
        return data.resolve("files");
    }

    private static String dataset(String id) {
        return "/v1/accounts/acme/datasets/" + id;
    }

    private static String announce(Client client, String id) throws IOException {
        client.send(
                "POST",
                "/v1/accounts/acme/datasets",
                Json.object("datasetId", id, "dataset", Json.object("exampleCount", 3))
                        .toString());
        return client.send(
                        "POST",
                        dataset(id) + ":getUploadEndpoint",
                        Json.object("filenameToSize", Json.object("data.jsonl", String.valueOf(ROW.length() * 3)))
                                .toString())
                .json()
                .at("/filenameToSignedUrls/data.jsonl")
                .asString();
    }

    private static String download(Client client, String id) {
        return client.send("GET", dataset(id) + ":getDownloadEndpoint", "")
                .json()
                .at("/filenameToSignedUrls/data.jsonl")
                .asString();
    }
}
