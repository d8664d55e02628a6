package dev.emulator.fireworks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.openapi.ServedCall;
import dev.emulator.fireworks.openapi.VendorOperation;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each operation of the vendor's API is emulated, or returns 501. */
class OperationsTests extends Story {

    private static final int CALLS = 251;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    static List<VendorOperation> operations() {
        return VendorOperation.all();
    }

    /** Methods that the vendor's API does not have at these paths. */
    static Stream<VendorOperation> wrongMethods() {
        return operations().stream()
                .map(VendorOperation::path)
                .distinct()
                .flatMap(
                        path -> Stream.of("POST", "PUT", "DELETE").map(method -> new VendorOperation(method, path, "")))
                .filter(wrong -> operations().stream()
                        .noneMatch(operation -> operation.method().equals(wrong.method())
                                && operation.matches(concrete(wrong.path(), "a"))));
    }

    @Test
    void allOfThemAreKnown() {
        assertThat(operations()).hasSize(CALLS);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationIsEmulatedOrReturns501(VendorOperation operation) {
        var answer = send(operation.method(), concrete(operation.path(), account));
        if (ServedCall.isServed(operation, ServedCall.all(mappings))) {
            answer.statusCode(lessThan(500));
        } else {
            answer.statusCode(501)
                    .header("x-should-retry", "false")
                    .body("code", equalTo(12))
                    .body("message", equalTo(operation.id() + " (" + operation + ") is not emulated yet"));
        }
    }

    @ParameterizedTest
    @MethodSource("wrongMethods")
    void aWrongMethodIsNotAllowed(VendorOperation wrong) {
        var answer = send(wrong.method(), concrete(wrong.path(), account))
                .statusCode(501)
                .header("x-should-retry", "false");
        if (wrong.path().endsWith("/messages")) {
            answer.body("type", equalTo("error")).body("error.message", equalTo("Method Not Allowed"));
        } else {
            answer.body("code", equalTo(12)).body("message", equalTo("Method Not Allowed"));
        }
    }

    /** Names that the vendor's API no longer has, or that only other programs use. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/accounts/a/genericDeployments",
                "/v1/accounts/a/genericDeploymentTypes/b/versions/c",
                "/v1/accounts/a/trainingSessionJobs",
                "/",
                "/v1",
                "/v1/",
                "/v2/accounts",
                "/v1/nothing",
                "/v1/accounts/",
                "/v1/accounts/a/",
                "/v1/accounts/a/nothing",
                "/v1/accounts/a/supervisedFineTuningJobs/",
                "/v1/accounts/a/supervisedFineTuningJobs/b/c",
                "/v1/accounts/a/supervisedFineTuningJobs/b/",
                "/v1/Accounts",
                "/verifyApiKey/",
                "/error/nothing"
            })
    void anUnknownPathIsNotFound(String path) {
        for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            send(method, path).statusCode(404).body(equalTo(refusal(5, "Not Found")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /training/v1/rlorTrainerJobs/a/b/api/v1/forward_backward  | Trainer
            GET    | /training/v1/serverless/api/v1/healthz                    | Trainer
            POST   | /hot_load/v1/models/hot_load                              | HotLoad
            POST   | /inference/v1/audio/transcriptions                        | create_transcription
            GET    | /v1/accounts/a/supervisedFineTuningJobs/b/checkpoints     | ListSupervisedFineTuningJobCheckpoints
            POST   | /v1/accounts/a/supervisedFineTuningJobs/b/checkpoints/step-5:promote | PromoteSupervisedFineTuningJobCheckpoint
            GET    | /v1/accounts/a/operations/b                               | GetOperation
            GET    | /v1/accounts/a/trainingSessions/b/checkpoints             | ListTrainingSessionCheckpoints
            POST   | /v1/accounts/a/usageCosts:query                           | QueryUsageCosts
            """)
    void theNewestCallsSayThatTheyAreNotEmulated(String method, String path, String operation) {
        send(method, path).statusCode(501).body("message", startsWith(operation + " ("));
    }

    private ValidatableResponse send(String method, String path) {
        var request = method.equals("GET") || method.equals("OPTIONS") ? request() : request("{}");
        return request.request(method, path).then();
    }

    private static String refusal(int code, String message) {
        return Json.object("code", code, "message", message, "details", List.of())
                .toString();
    }

    private static String concrete(String path, String account) {
        return path.replace("{account_id}", account).replaceAll("\\{[^}]*}", "x1");
    }
}
