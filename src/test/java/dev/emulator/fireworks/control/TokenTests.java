package dev.emulator.fireworks.control;

import static io.restassured.RestAssured.given;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Story;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A control API that wants a token. */
@TestPropertySource(properties = {"emulator.control.token=hush", "emulator.hosts=dev.example"})
class TokenTests extends Story {

    @Test
    void nobodyGetsInWithoutTheToken() {
        refused(
                request().get(control() + "/clock"),
                Code.UNAUTHENTICATED,
                "the control API requires the bearer token of emulator.control.token");
        given().port(port).get(control() + "/clock").then().statusCode(401).header("WWW-Authenticate", "Bearer");
        given().port(port)
                .header("Authorization", "Bearer hush")
                .get(control() + "/clock")
                .then()
                .statusCode(200);
    }

    @Test
    void namesThatAreListedAreServed() {
        given().port(port)
                .header("Authorization", "Bearer hush")
                .header("Host", "dev.example")
                .get(control() + "/clock")
                .then()
                .statusCode(200);
    }
}
