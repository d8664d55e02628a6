package dev.emulator.fireworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Without the setting, a request that went well leaves no line. */
@ExtendWith(OutputCaptureExtension.class)
class UnloggedRequestTests extends Story {

    @Test
    void aRequestLeavesNoLine(CapturedOutput output) {
        request().get(jobs()).then().statusCode(200);
        request().get("/v1/nope").then().statusCode(404);
        assertThat(output.getOut()).doesNotContain(jobs(), "/v1/nope");
    }
}
