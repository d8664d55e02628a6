package dev.emulator.fireworks.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.story.Story;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** The description of the served calls is at hand where they are served. */
class OpenApiControllerTests extends Story {

    @Test
    void anybodyMayReadTheDocument() throws IOException {
        var answer = given().baseUri("http://localhost:" + port).get("/_emulator/openapi.json");
        answer.then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/json"))
                .body("openapi", equalTo("3.1.1"));
        assertThat(answer.asByteArray()).isEqualTo(new ClassPathResource("openapi.json").getContentAsByteArray());
    }
}
