package dev.emulator.fireworks.web;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Await;
import dev.emulator.fireworks.story.OpenRequest;
import dev.emulator.fireworks.story.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A client that closes its connection causes no log message. */
@ExtendWith(OutputCaptureExtension.class)
class HungUpClientTests extends Story {

    private static final int CLIENTS = 5;
    private static final String KEY = "Authorization: Bearer fw_test";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);

    @Test
    void whoLeavesDuringADownloadLeavesNoTrace(CapturedOutput output) {
        datasets.create("train", ROW.repeat(200_000));
        var address = datasets.downloads("train").values().iterator().next();
        var path = address.substring(address.indexOf("/_emulator"));
        var before = answered("GET", "storage");
        for (var i = 0; i < CLIENTS; i++) {
            var download = OpenRequest.begin(port, "GET", path, KEY, "");
            Await.until("the download has begun", download::isAnswered);
            download.reset();
        }
        awaitAnswered("GET", "storage", before + CLIENTS);
        assertNothingIsTold(output);
    }

    @Test
    void whoLeavesDuringAnUploadLeavesNoTrace(CapturedOutput output) {
        datasets.create("train", ROW);
        var start = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n\r\n" + ROW;
        var type = KEY + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9999";
        var before = answered("POST", "upload");
        for (var i = 0; i < CLIENTS; i++) {
            OpenRequest.begin(port, "POST", datasets.url("train") + ":upload", type, start)
                    .reset();
            OpenRequest.begin(port, "POST", datasets.url("train") + ":upload", type, start)
                    .close();
        }
        awaitAnswered("POST", "upload", before + CLIENTS);
        assertNothingIsTold(output);
    }

    @Test
    void whoLeavesDuringARequestLeavesNoTrace(CapturedOutput output) {
        var before = answered("POST", "supervisedFineTuningJobs");
        for (var i = 0; i < CLIENTS; i++) {
            OpenRequest.begin(port, "POST", jobs.url(), KEY + "\r\nContent-Length: 20", "{")
                    .reset();
            OpenRequest.begin(port, "POST", jobs.url(), KEY + "\r\nContent-Length: 20", "{")
                    .close();
            OpenRequest.begin(port, "GET", jobs.url(), KEY, "").reset();
        }
        awaitAnswered("POST", "supervisedFineTuningJobs", before + CLIENTS);
        assertNothingIsTold(output);
    }

    private static void assertNothingIsTold(CapturedOutput output) {
        assertThat(output.getAll()
                        .lines()
                        .filter(line -> line.contains("ERROR") || line.contains("WARN") || line.startsWith("\tat ")))
                .isEmpty();
    }

    private void awaitAnswered(String method, String uri, long number) {
        Await.until(number + " requests are answered", () -> answered(method, uri) >= number);
    }

    /** Returns the number of requests that are finished or aborted. */
    private long answered(String method, String uri) {
        return request()
                .get("/_emulator/prometheus")
                .asString()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count{method=\"" + method + "\""))
                .filter(line -> line.contains(uri))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
