package dev.emulator.fireworks.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import io.restassured.response.Response;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Faults in the header of a request. The client of stories uses the loopback interface. */
@TestPropertySource(properties = "server.address=0.0.0.0")
class RequestFaultTests extends FaultStory {

    private Response list(String fault) {
        return request().header("X-Emulator-Fault", fault).get(jobs.url());
    }

    @Test
    void aRequestMayBringAReadyMadeError() {
        list("rate-limited")
                .then()
                .statusCode(429)
                .header("X-Emulator-Fault", "request")
                .header("Retry-After", "1");
        jobs.list().then().statusCode(200);
    }

    @Test
    void aRequestMayBringABreakage() {
        list("wrong-content-type").then().statusCode(200).contentType(containsString("text/html"));
    }

    @Test
    void aRequestMayBringAnyEffect() {
        list("{\"error\": {\"code\": \"ABORTED\", \"message\": \"try again\"}, \"delay\": {\"fixed\": \"0.01s\"}}")
                .then()
                .statusCode(409)
                .body("message", equalTo("try again"));
    }

    @Test
    void aRequestWithAFaultOfItsOwnMeetsNoOther() {
        var id = aFault("{\"error\": {\"preset\": \"INTERNAL\"}}");

        list("unavailable").then().statusCode(503);

        assertThat(matched(id)).isZero();
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThereAre() {
        list("rate-limitted")
                .then()
                .statusCode(400)
                .body("code", equalTo(Code.INVALID_ARGUMENT.number()))
                .body("message", containsString("unknown fault \"rate-limitted\"; use one of rate-limited, "))
                .body("message", containsString("connection-reset"));
    }

    @Test
    void whatIsMalformedIsRefused() {
        list("{\"error\": ").then().statusCode(400).body("code", equalTo(3));
        list("{\"errors\": {}}").then().statusCode(400).body("message", containsString("unknown field \"errors\""));
        list("{\"error\": {\"code\": \"OK\"}}").then().statusCode(400);
        list("{}").then().statusCode(400).body("message", containsString("the fault does nothing"));
        list("").then().statusCode(400).body("message", containsString("unknown fault"));
    }

    @Test
    void aPageCannotBreakWhereThereIsNone() {
        refused(
                request().header("X-Emulator-Fault", "dropped-page").get(jobs.url(jobs.create())),
                Code.INVALID_ARGUMENT,
                "X-Emulator-Fault: DROPPED_PAGE is not possible for this call");
    }

    @Test
    void theEmulatorsOwnCallsAreNeverBroken() {
        request()
                .header("X-Emulator-Fault", "internal")
                .get(control.url("/faults"))
                .then()
                .statusCode(200);
    }

    @Test
    void aRemoteClientIsRefusedWithTheSettingThatAllowsIt() throws SocketException {
        var own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        assumeThat(own).as("an address that is not loopback").isPresent();

        var answer = request()
                .header("X-Emulator-Fault", "internal")
                .baseUri("http://" + own.get().getHostAddress() + ":" + port)
                .get(jobs.url());

        refused(
                answer,
                Code.PERMISSION_DENIED,
                "X-Emulator-Fault is accepted from this machine only; emulator.control.request-faults=always allows it for all clients");
    }
}
