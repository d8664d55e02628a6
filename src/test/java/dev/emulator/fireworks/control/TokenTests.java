package dev.emulator.fireworks.control;

import static io.restassured.RestAssured.given;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Story;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A control API that requires a token. */
@TestPropertySource(properties = {"emulator.control.token=hush", "emulator.hosts=dev.example"})
class TokenTests extends Story {

    private final ControlApi control = new ControlApi(api);

    @Test
    void aRequestWithoutTheTokenIsRejected() {
        refused(
                control.get("/clock"),
                Code.UNAUTHENTICATED,
                "the control API requires the bearer token of emulator.control.token");
        given().port(port).get(control.url("/clock")).then().statusCode(401).header("WWW-Authenticate", "Bearer");
        given().port(port)
                .header("Authorization", "Bearer hush")
                .get(control.url("/clock"))
                .then()
                .statusCode(200);
    }

    @Test
    void namesThatAreListedAreServed() {
        given().port(port)
                .header("Authorization", "Bearer hush")
                .header("Host", "dev.example")
                .get(control.url("/clock"))
                .then()
                .statusCode(200);
    }
}
