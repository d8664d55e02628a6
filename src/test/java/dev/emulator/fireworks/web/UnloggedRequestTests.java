package dev.emulator.fireworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** By default, successful requests are not logged. */
@ExtendWith(OutputCaptureExtension.class)
class UnloggedRequestTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Test
    void aRequestLeavesNoLine(CapturedOutput output) {
        jobs.list().then().statusCode(200);
        request().get("/v1/nope").then().statusCode(404);
        assertThat(output.getOut()).doesNotContain(jobs.url(), "/v1/nope");
    }
}
