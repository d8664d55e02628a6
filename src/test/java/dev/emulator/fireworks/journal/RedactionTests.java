package dev.emulator.fireworks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.story.EventStream;
import dev.emulator.fireworks.story.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever the registry calls a secret is told by no part of the journal. */
class RedactionTests extends Story {

    private static final String SECRET = "Qv7hidden";

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** All that the registry knows, in one request for a job. */
    private void callWithEverySecret(String id) {
        var headers = new ArrayList<String>();
        Secrets.HEADERS.forEach(name -> headers.add(name + ": " + SECRET));
        headers.add("User-Agent: client/" + Secrets.KEY_PREFIXES.get(0) + SECRET);
        var query = new ArrayList<String>();
        Secrets.PARAMETERS.forEach(name -> query.add(name + "=" + SECRET));
        Secrets.FIELDS.forEach(name -> query.add(snakeCase(name) + "=" + SECRET));
        Secrets.KEY_PREFIXES.forEach(prefix -> query.add("q" + query.size() + "=" + prefix + SECRET));
        var fields = new ArrayList<String>();
        Secrets.FIELDS.forEach(name -> fields.add("\"%s\": \"%s\"".formatted(name, SECRET)));
        Secrets.FIELDS.forEach(name -> fields.add("\"%s\": \"%s\"".formatted(snakeCase(name), SECRET)));
        Secrets.KEY_PREFIXES.forEach(prefix -> fields.add("\"text\": \"" + prefix + SECRET + "\""));
        var body = bytes("{\"wandbConfig\": {" + String.join(",", fields) + "}}");
        headers.add("Content-Length: " + body.length);
        for (var method : List.of("GET", "POST", "PUT")) {
            raw().call(method, job(id) + "?" + String.join("&", query), headers, body);
        }
        raw().call("GET", job(Secrets.KEY_PREFIXES.get(0) + SECRET), headers, body);
    }

    @Test
    void noSecretIsToldAnywhere() throws Exception {
        try (var events = EventStream.open(port, control() + "/events")) {
            callWithEverySecret("some-job");
            var told = new ArrayList<String>();
            for (var i = 0; i < 4; i++) {
                told.add(events.next().data());
            }
            var list = json(request().get(control() + "/requests")).get("requests");
            assertThat(list).hasSize(4);
            told.add(list.toString());
            list.valueStream()
                    .map(request -> request.get("number").asString())
                    .map(number ->
                            request().get(control() + "/requests/" + number).asString())
                    .forEach(told::add);
            told.add(request().get(control() + "/requests:har").asString());
            told.add(request().get(control() + "/jobs/some-job/audit").asString());
            told.add(request("{\"maxPolls\": 0}")
                    .post(control() + "/jobs/some-job:audit")
                    .asString());
            assertThat(told).allSatisfy(text -> assertThat(text).contains("***").doesNotContain(SECRET));
            assertThat(told.stream().collect(Collectors.joining()).toLowerCase(Locale.ROOT))
                    .doesNotContain(SECRET.toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void aSecretCannotBeGuessedByAskingForIt() {
        callWithEverySecret("some-job");
        for (var match : List.of(
                "\"bodyContains\": \"" + SECRET + "\"",
                "\"path\": \"*" + SECRET + "*\"",
                "\"userAgent\": \"*" + SECRET + "*\"",
                "\"headers\": {\"*\": \"*\", \"X-Api-Key\": \"*" + SECRET.substring(0, 3) + "*\"}")) {
            var count = json(request("{\"match\": {" + match + "}}").post(control() + "/requests:count"));
            assertThat(count.get("count").asString()).as(match).isEqualTo("0");
        }
    }

    @Test
    void twoKeysAreStillToldApart() {
        raw().call("GET", jobs(), List.of("X-Api-Key: one"), new byte[0]);
        raw().call("GET", jobs(), List.of("X-Api-Key: two"), new byte[0]);
        var har = request().get(control() + "/requests:har").asString();
        assertThat(har).contains(Secrets.mask("one"), Secrets.mask("two"));
    }
}
