package dev.emulator.fireworks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class SecretsTests {

    static final List<String> HEADERS = Secrets.HEADERS;
    static final List<String> FIELDS = Secrets.FIELDS;
    static final List<String> PARAMETERS =
            Stream.of(Secrets.PARAMETERS, Secrets.FIELDS).flatMap(List::stream).toList();
    static final List<String> KEY_PREFIXES = Secrets.KEY_PREFIXES;

    private static final String PATH = "/v1/accounts/a/supervisedFineTuningJobs";

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @FieldSource("HEADERS")
    void aSecretHeaderIsMaskedInAnyCase(String name) {
        assertThat(Secrets.header(name, "hidden")).isEqualTo(Secrets.mask("hidden"));
        assertThat(Secrets.header(name.toLowerCase(Locale.ROOT), "Bearer hidden"))
                .isEqualTo("Bearer " + Secrets.mask("hidden"));
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void aSecretFieldIsMaskedInEitherSpelling(String name) {
        for (var spelling : List.of(name, snakeCase(name))) {
            assertThat(Secrets.body(PATH, "{\"a\": [{\"%s\" : \"hidden\", \"b\": 1}]}".formatted(spelling)))
                    .isEqualTo("{\"a\": [{\"%s\" : \"%s\", \"b\": 1}]}".formatted(spelling, Secrets.mask("hidden")));
        }
    }

    @ParameterizedTest
    @FieldSource("PARAMETERS")
    void aSecretParameterIsMaskedInEitherSpelling(String name) {
        for (var spelling : List.of(name, snakeCase(name), name.toUpperCase(Locale.ROOT))) {
            var mask = Secrets.mask("hidden");
            assertThat(Secrets.text(spelling + "=hidden&a=b")).isEqualTo(spelling + "=" + mask + "&a=b");
            assertThat(Secrets.text("see http://host/path?a=b&" + spelling + "=hidden, please"))
                    .doesNotContain("hidden");
        }
    }

    @ParameterizedTest
    @FieldSource("KEY_PREFIXES")
    void whatLooksLikeAKeyIsMaskedWhereverItStands(String prefix) {
        var key = prefix + "3ZtQ-x_9";
        for (var text : List.of(key, "a " + key + ".", "{\"text\": \"" + key + "\"}", "/v1/" + key + "/x", "_" + key)) {
            assertThat(Secrets.body(PATH, text))
                    .contains("***")
                    .doesNotContain("3ZtQ")
                    .doesNotContain("x_9");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"api\\u004bey\": \"hidden\"}",
                "{\"api\\_key\": \"hidden\"}",
                "{\"apiKey\": \"hid\\\"den hidden\"}",
                "{\"apiKey\": \"hidden",
                "{\"apiKey\" :\t\"hidden\"}",
                "{\"apiKey\": {\"a\": [\"hidden\", {\"b\": \"hidden\"}]}, \"c\": 1}",
                "{\"apiKey\": [\"hidden",
                "{\"apiKey\": hidden}",
                "{\"x\": \"\\\\\", \"apiKey\": \"hidden\"}",
                "{\"x\": 1}{\"password\": \"hidden\"}",
                "key=a&api%5Fkey=hidden&b=c",
                "{\"url\": \"http://x/?a=b\\u0026X-Goog-Signature=hidden\\u0026c=d\"}"
            })
    void noSpellingOfASecretGetsThrough(String body) {
        assertThat(Secrets.body(PATH, body)).contains("***").doesNotContain("hid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"credentialsSecret\": \"accounts/a/secrets/s\"}",
                "{\"apiKey\": \"\", \"token\": null, \"pageToken\": \"x\", \"maxTokens\": 5}",
                "{\"displayName\": \"an apiKey: none\"}",
                "{\"a\": \"fw\", \"keyName\": \"k\", \"value\": \"v\"}",
                "not json at all, \" and : and {",
                "pageToken=abc&filter=state%3D1"
            })
    void whatIsNoSecretStaysAsItIs(String body) {
        assertThat(Secrets.body(PATH, body)).isEqualTo(body);
    }

    @Test
    void theValueOfTheVendorsSecretsIsMasked() {
        assertThat(Secrets.body("/v1/accounts/a/secrets", "{\"keyName\": \"k\", \"value\": \"hidden\"}"))
                .isEqualTo("{\"keyName\": \"k\", \"value\": \"" + Secrets.mask("hidden") + "\"}");
    }

    @Test
    void twoSecretsAreToldApartAndNeitherIsTold() {
        assertThat(Secrets.mask("one")).matches("\\*\\*\\*[0-9a-f]{4}").isNotEqualTo(Secrets.mask("two"));
        assertThat(Secrets.mask("one")).isEqualTo(Secrets.mask("one"));
    }

    @Test
    void aKeyIsLookedForWhereItIsMasked() {
        assertThat(Secrets.HEADERS).contains(Secrets.AUTHORIZATION, Secrets.API_KEY);
        assertThat(Credentials.in(name -> name.equals(Secrets.API_KEY) ? " hidden " : null))
                .isEqualTo("hidden");
        assertThat(Credentials.in(name -> name.equals(Secrets.AUTHORIZATION) ? "Bearer hidden" : null))
                .isEqualTo("hidden");
        assertThat(Credentials.in(name -> name.equals(Secrets.AUTHORIZATION) ? "Basic hidden" : "hidden"))
                .isNull();
    }
}
