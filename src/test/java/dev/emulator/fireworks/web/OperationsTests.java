package dev.emulator.fireworks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import dev.emulator.fireworks.openapi.ServedCall;
import dev.emulator.fireworks.openapi.VendorOperation;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every call of the vendor's API is answered: emulated, or by saying that it is not. */
class OperationsTests extends Story {

    private static final int CALLS = 206;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    static List<VendorOperation> operations() {
        return VendorOperation.all();
    }

    /** Of every path some methods that the vendor's API does not know there. */
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
    void aCallIsEmulatedOrSaysThatItIsNot(VendorOperation operation) {
        var answer = send(operation.method(), concrete(operation.path(), account));
        if (ServedCall.isServed(operation, ServedCall.all(mappings))) {
            answer.statusCode(lessThan(500));
        } else {
            answer.statusCode(501)
                    .body(equalTo(refusal(12, operation.id() + " (" + operation + ") is not emulated yet")));
        }
    }

    @ParameterizedTest
    @MethodSource("wrongMethods")
    void aWrongMethodIsNotAllowed(VendorOperation wrong) {
        send(wrong.method(), concrete(wrong.path(), account))
                .statusCode(501)
                .body(equalTo(refusal(12, "Method Not Allowed")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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

    private ValidatableResponse send(String method, String path) {
        var request = method.equals("GET") || method.equals("OPTIONS") ? request() : request("{}");
        return request.request(method, path).then();
    }

    private static String refusal(int code, String message) {
        return "{\"code\":%d,\"message\":\"%s\",\"details\":[]}".formatted(code, message);
    }

    private static String concrete(String path, String account) {
        return path.replace("{account_id}", account).replaceAll("\\{[^}]*}", "x1");
    }
}
