package dev.emulator.fireworks.faults;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.emulator.fireworks.story.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that are invalid or can never apply are refused with the field and the reason. */
class FaultRefusalTests extends FaultStory {

    private static final String ERROR = "'error': {'preset': 'INTERNAL'}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            match.operation      | {'match': {'operation': 'GetJob'}, ERROR}                            | no call is named "GetJob"
            match.method         | {'match': {'method': 'FETCH'}, ERROR}                                | is not the method of such a call
            match.method         | {'match': {'method': 'POST', 'operation': 'ListDatasets'}, ERROR}    | is not the method of such a call
            match.path           | {'match': {'path': '/v2/*'}, ERROR}                                  | matches no such call
            match.path           | {'match': {'path': 'datasets'}, ERROR}                               | matches no such call
            match.path           | {'match': {'path': '/v1/accounts/someone-else/*'}, ERROR}            | matches no such call
            match.path           | {'match': {'path': '*/datasets/a/b', 'operation': 'GetDataset'}, ERROR}  | matches no such call
            match                | {'match': {'operation': 'ListAccounts'}, ERROR}                       | belong to the account of their key
            when.nth             | {'when': {'nth': 0}, ERROR}                                          | must be at least 1
            when.every           | {'when': {'every': 0}, ERROR}                                        | must be at least 1
            when.every           | {'when': {'every': -2}, ERROR}                                       | must be at least 1
            when.first           | {'when': {'first': 0}, ERROR}                                        | must be at least 1
            when.first           | {'when': {'first': -1}, ERROR}                                       | must be at least 1
            when.after           | {'when': {'after': -1}, ERROR}                                       | must be at least 0
            when                 | {'when': {'nth': 3, 'first': 2}, ERROR}                              | would never fire
            when                 | {'when': {'nth': 3, 'every': 2}, ERROR}                              | would never fire
            when                 | {'when': {'nth': 3, 'after': 3}, ERROR}                              | would never fire
            when                 | {'when': {'first': 3, 'after': 3}, ERROR}                            | would never fire
            when                 | {'when': {'every': 5, 'after': 5, 'first': 9}, ERROR}                | would never fire
            when.until           | {'when': {'from': '2100-01-02T00:00:00Z', 'until': '2100-01-02T00:00:00Z'}, ERROR} | must be later than from
            when.until           | {'when': {'until': '2020-01-01T00:00:00Z'}, ERROR}                   | is in the past
            when.probability     | {'when': {'probability': 0}, ERROR}                                  | must be above 0 and at most 1
            when.probability     | {'when': {'probability': 1.01}, ERROR}                               | must be above 0 and at most 1
            effect               | {}                                                                   | does nothing
            delay                | {'delay': {}}                                                        | needs a length
            delay.fixed          | {'delay': {'fixed': 'soon'}}                                         | is not a duration
            delay.fixed          | {'delay': {'fixed': '3601s'}}                                        | must be an hour at most
            delay.uniform.max    | {'delay': {'uniform': {'min': '2s', 'max': '1s'}}}                   | max must not be below min
            delay.log_normal.sigma | {'delay': {'logNormal': {'median': '1s', 'sigma': -1}}}            | sigma must be 0 to 10
            error.code           | {'error': {'message': 'no'}}                                         | is required
            error.code           | {'error': {'code': 'OK'}}                                            | must not be OK
            error.preset         | {'error': {'preset': 'INTERNAL', 'message': 'no'}}                   | cannot be combined
            error.http_status    | {'error': {'code': 'ABORTED', 'httpStatus': 200}}                    | must be 400 to 599
            error.reason         | {'error': {'code': 'ABORTED', 'reason': 'X', 'shape': 'EDGE'}}       | cannot be set
            error.retry_after    | {'error': {'preset': 'RATE_LIMITED', 'retryAfter': '1'}}             | is not a duration
            match.model          | {'match': {'model': 'x', 'operation': 'GetDataset'}, ERROR}           | inference requests only
            match                | {'match': {'operation': 'GetDataset'}, 'breakage': 'STREAM_CUT'}     | applies to chat completions
            in_stream            | {'breakage': 'GARBAGE', 'inStream': {'after': 1}}                    | can only be set with
            in_stream            | {'inStream': {'after': 1}, ERROR}                                    | can only be set with
            in_stream.after      | {'breakage': 'STREAM_CUT', 'inStream': {'after': -1}}                | must be at least 0
            in_stream.error      | {'breakage': 'STREAM_CUT', 'inStream': {'error': {'code': 'ABORTED'}}} | can only be set with STREAM_ERROR
            drip.over            | {'drip': {'over': ''}}                                               | is not a duration
            drip.chunks          | {'drip': {'over': '1s', 'chunks': 1}}                                | must be 2 to 1000
            stale.lag            | {'stale': {'lag': '0s'}}                                             | must be above 0
            match                | {'match': {'operation': 'GetDataset'}, 'breakage': 'DROPPED_PAGE'}   | applies to lists only
            match                | {'match': {'method': 'POST'}, 'breakage': 'EXPIRED_PAGE_TOKEN'}      | applies to lists only
            match                | {'match': {'operation': 'DeleteDataset'}, 'stale': {'lag': '1s'}}    | applies to gets and lists only
            match                | {'match': {'operation': 'GetObject'}, 'stale': {'lag': '1s'}}        | applies to gets and lists only
            """)
    void whatCouldNeverStrikeIsRefused(String field, String fault, String reason) {
        post(fault.replace("ERROR", ERROR).replace('\'', '"'))
                .then()
                .statusCode(400)
                .body("code", equalTo(3))
                .body("message", containsString(reason))
                .body("details[0].fieldViolations[0].field", equalTo(field));
        control.get("/faults").then().body("faults", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\": {\"preset\": \"INTERNAL\"}, \"breakage\": \"GARBAGE\"}",
                "{\"delay\": {\"fixed\": \"1s\", \"uniform\": {\"min\": \"0s\", \"max\": \"1s\"}}}"
            })
    void twoWhereOneIsMeantAreRefused(String fault) {
        post(fault).then().statusCode(400).body("message", containsString("is already set"));
    }

    @ParameterizedTest
    @CsvSource({"Upper", "under_score", "-front"})
    void anImpossibleIdIsRefused(String id) {
        control.post("/faults?faultId=" + id, "{\"error\": {\"preset\": \"INTERNAL\"}}")
                .then()
                .statusCode(400)
                .body("details[0].fieldViolations[0].field", equalTo("fault_id"));
    }

    @Test
    void anImpossibleAccountIsRefused() {
        request("{\"error\": {\"preset\": \"INTERNAL\"}}")
                .post("/_emulator/v1/accounts/No_One/faults")
                .then()
                .statusCode(400)
                .body("details[0].fieldViolations[0].field", equalTo("account_id"));
    }

    @Test
    void aPatternThatIsLongerThanAnyPathIsRefused() {
        control.post(
                        "/faults",
                        Json.object(
                                "match",
                                Json.object("path", "*a".repeat(1001)),
                                "error",
                                Json.object("preset", "INTERNAL")))
                .then()
                .statusCode(400)
                .body("message", containsString("match.path must be at most 2000 characters long"));
    }
}
