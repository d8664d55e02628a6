package dev.emulator.fireworks.control;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.story.Story;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever opens the emulator's address in a browser is told what it is. */
class HomeTests extends Story {

    @ParameterizedTest
    @ValueSource(strings = {"/_emulator", "/_emulator/"})
    void theHomeAddressSaysWhatAnswersThere(String path) {
        given().baseUri("http://localhost:" + port)
                .header("Accept", "text/html")
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/plain"))
                .body(startsWith("fireworks-emulator "))
                .body(containsString("http://localhost:" + port + "/_emulator/openapi.json"));
    }
}
