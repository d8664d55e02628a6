package dev.emulator.fireworks.journal;

import static dev.emulator.fireworks.model.Models.QWEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The journal as HTTP Archive 1.2, which browsers open. */
@AlsoOnPostgresql
class HarTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final ControlApi control = new ControlApi(api);

    private JsonNode log(String query) {
        return json(control.get("/requests:har" + query)).get("log");
    }

    private static void hasFields(JsonNode node, String... names) {
        assertThat(node.propertyNames()).contains(names);
    }

    private static void hasNamesAndValues(JsonNode list) {
        assertThat(list.isArray()).isTrue();
        assertThat(list).allSatisfy(item -> assertThat(item.propertyNames()).containsExactly("name", "value"));
    }

    @Test
    void anAccountWithoutRequestsIsAnEmptyArchive() {
        var answer = control.get("/requests:har");
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + account + ".har\"");
        var log = json(answer).get("log");
        assertThat(log.get("version").asString()).isEqualTo("1.2");
        hasFields(log.get("creator"), "name", "version");
        assertThat(log.get("entries")).isEmpty();
    }

    @Test
    void everyEntryHasWhatTheFormatDemands() {
        var id = jobs.create();
        request().get(jobs.url(id) + "?readMask=name,state&x=%C3%A9");
        request().body(new byte[] {(byte) 0xff, 1}).post(jobs.url());
        jobs.delete("missing");
        var entries = log("").get("entries");
        assertThat(entries).hasSize(4);
        for (var entry : entries) {
            hasFields(entry, "startedDateTime", "time", "request", "response", "cache", "timings");
            OffsetDateTime.parse(entry.get("startedDateTime").asString());
            var timings = entry.get("timings");
            assertThat(timings.get("send").asDouble()
                            + timings.get("wait").asDouble()
                            + timings.get("receive").asDouble())
                    .isEqualTo(entry.get("time").asDouble());
            var request = entry.get("request");
            hasFields(
                    request,
                    "method",
                    "url",
                    "httpVersion",
                    "cookies",
                    "headers",
                    "queryString",
                    "headersSize",
                    "bodySize");
            assertThat(request.get("url").asString()).startsWith("http://localhost:" + port + "/v1/");
            hasNamesAndValues(request.get("headers"));
            hasNamesAndValues(request.get("queryString"));
            var response = entry.get("response");
            hasFields(
                    response,
                    "status",
                    "statusText",
                    "httpVersion",
                    "cookies",
                    "headers",
                    "content",
                    "redirectURL",
                    "headersSize",
                    "bodySize");
            hasFields(response.get("content"), "size", "mimeType");
            hasNamesAndValues(response.get("headers"));
        }
    }

    @Test
    void bodiesAndQueriesAreInTheirPlaces() {
        var id = jobs.create();
        request().get(jobs.url(id) + "?readMask=name");
        request().body(new byte[] {(byte) 0xff, 1}).post(jobs.url());
        var entries = log("").get("entries");
        assertThat(entries.at("/0/request/postData/text").asString()).contains(QWEN);
        assertThat(entries.at("/0/request/postData/mimeType").asString()).startsWith("application/json");
        assertThat(entries.at("/1/request/queryString").toString())
                .isEqualTo("[{\"name\":\"readMask\",\"value\":\"name\"}]");
        assertThat(entries.at("/1/request").has("postData")).isFalse();
        assertThat(entries.at("/1/response/content/text").asString()).contains(id);
        assertThat(entries.at("/1/response/statusText").asString()).isEqualTo("OK");
        assertThat(entries.at("/2/request/postData/text").asString()).isEqualTo("/wE=");
        assertThat(entries.at("/2/request/postData/_encoding").asString()).isEqualTo("base64");
        assertThat(entries.at("/2/_emulator/operation").asString()).isEqualTo("CreateSupervisedFineTuningJob");
    }

    @Test
    void onlyWhatIsAskedForIsInTheArchive() {
        jobs.list();
        jobs.get("missing");
        var urls = log("?status=404")
                .get("entries")
                .valueStream()
                .map(entry -> entry.at("/request/url").asString())
                .toList();
        assertThat(urls).isEqualTo(List.of("http://localhost:" + port + jobs.url("missing")));
    }
}
