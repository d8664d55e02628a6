package dev.emulator.fireworks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTests {

    private static final String PATH = "/v1/accounts/a/supervisedFineTuningJobs";

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "Set-Cookie",
                "X-Api-Key",
                "Api-Key",
                "X-Goog-Api-Key",
                "X-Amz-Security-Token",
                "X-Auth-Token",
                "X-Emulator-Token",
                "X-Access-Token",
                "X-Wandb-Api-Key",
                "Hf-Token",
                "X-Vault-Token",
                "X-Csrf-Token",
                "Ocp-Apim-Subscription-Key",
                "X-Client-Secret",
                "X-Auth"
            })
    void aSecretHeaderIsMaskedInAnyCase(String name) {
        assertThat(Secrets.header(name, "hidden")).isEqualTo(Secrets.mask("hidden"));
        assertThat(Secrets.header(name.toLowerCase(Locale.ROOT), "Bearer hidden"))
                .isEqualTo("Bearer " + Secrets.mask("hidden"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accessToken",
                "apiKey",
                "awsSecretAccessKey",
                "bearerToken",
                "clientSecret",
                "connectionString",
                "password",
                "privateKey",
                "refreshToken",
                "secret",
                "secretAccessKey",
                "secretKey",
                "token",
                "jwt",
                "hfToken",
                "wandbApiKey",
                "wandbConfig.apiKey",
                "accessSecret",
                "userPassword",
                "passphrase",
                "apiKeys",
                "tokenValue",
                "apiKey2"
            })
    void aSecretFieldIsMaskedInEverySpelling(String name) {
        for (var spelling : List.of(name, snakeCase(name), snakeCase(name).replace('_', '-'))) {
            assertThat(Secrets.body(PATH, "{\"a\": [{\"%s\" : \"hidden\", \"b\": 1}]}".formatted(spelling)))
                    .isEqualTo("{\"a\": [{\"%s\" : \"%s\", \"b\": 1}]}".formatted(spelling, Secrets.mask("hidden")));
            assertThat(Secrets.text(spelling + "=hidden&a=b"))
                    .isEqualTo(spelling + "=" + Secrets.mask("hidden") + "&a=b");
            assertThat(Secrets.text(spelling + ": hidden\r\nHost: a"))
                    .isEqualTo(spelling + ": " + Secrets.mask("hidden") + "\r\nHost: a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "sig", "signature", "X-Amz-Credential", "X-Amz-Signature", "X-Goog-Signature"})
    void aSecretParameterIsMaskedInEitherSpelling(String name) {
        for (var spelling : List.of(name, snakeCase(name), name.toUpperCase(Locale.ROOT))) {
            var mask = Secrets.mask("hidden");
            assertThat(Secrets.text(spelling + "=hidden&a=b")).isEqualTo(spelling + "=" + mask + "&a=b");
            assertThat(Secrets.text("see http://host/path?a=b&" + spelling + "=hidden, please"))
                    .doesNotContain("hidden")
                    .endsWith(", please");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fw_3ZtQhid-x_9",
                "fpk_3ZtQhid-x_9",
                "hf_3ZtQhidx9",
                "sk-proj-3ZtQhid-x_9aaaaaa",
                "ghp_3ZtQhid9x9aaaaaaa",
                "glpat-3ZtQhid-x_9aa",
                "AKIA3ZTQHIDX9AAAAAAA",
                "wandb_v1_3ZtQhidx9",
                "xoxb-3ZtQhid-x_9",
                "eyJ3ZtQhidx.eyJ3ZtQhid-9.3ZtQhidx_9"
            })
    void whatLooksLikeAKeyIsMaskedWhereverItStands(String key) {
        for (var text : List.of(
                key,
                "a " + key + ".",
                "{\"text\": \"" + key + "\"}",
                "/v1/" + key + "/x",
                "_" + key,
                "https://" + key + "@host/x",
                "https://user:" + key + "@host/x",
                "data:" + base64(key),
                "/v1/" + base64(key) + "/x",
                base64(base64(key)),
                "{\"text\": \"" + base64("{\"a\": \"" + key + "\"}") + "\"}",
                key.replace("_", "%5F").replace("-", "%2d").replace("3", "%33"),
                key.replace("_", "%255F").replace("-", "%252D").replace("3", "%2533"),
                "{\"t\": \"" + key.replace("Z", "\\u005a").replace("_", "\\u005F") + "\"}",
                new String((key + " ").getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1))) {
            assertThat(Secrets.body(PATH, text))
                    .contains("***")
                    .doesNotContainIgnoringCase("3ZtQ")
                    .doesNotContainIgnoringCase("hid")
                    .doesNotContain("x_9", base64(key).substring(4, 10));
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
                "{'apiKey': 'hidden'}",
                "{apiKey: \"hidden\"}",
                "{\"x\": \"\\\\\", \"apiKey\": \"hidden\"}",
                "{\"x\": 1}{\"password\": \"hidden\"}",
                "{\"a\": \"{\\\"apiKey\\\": \\\"hid\\\\\\\"den\\\"}\"}",
                "{\"a\": \"{\\\"apiKey\\\": hid771}\"}",
                "{\"a\": \"{\\\"b\\\": \\\"{\\\\\\\"apiKey\\\\\\\": \\\\\\\"hidden\\\\\\\"}\\\"}\"}",
                "{\"name\": \"X-Api-Key\", \"value\": \"hidden\"}",
                "key=a&api%5Fkey=hidden&b=c",
                "key=a&api%255Fkey=hidden&b=c",
                "a=b&apiKey=hid%26den",
                "apiKey=hid\"hidden",
                "user[password]=hidden&x=%7B%22apiKey%22:%22hidden%22%7D",
                "filter=wandbConfig.apiKey%3D%22hidden%22",
                "filter=a=1 AND wandb_config.api_key:\"hid\\\"den\"",
                "filter=wandbConfig.apiKey%20!%3D%20hidden",
                "filter=a=1 AND apiKey > \"hidden\"",
                "filter=apiKey:(\"hidden\" OR \"hidden\")",
                "{\"url\": \"http://x/?a=b\\u0026X-Goog-Signature=hidden\\u0026c=d\"}",
                "postgres://user:hidden@host/db and https://u:hid%40den@host",
                "<a><apiKey>hidden</apiKey></a>",
                "curl -H 'Authorization: Bearer hidden' http://x",
                "tell Bearer hidDen7 and Bearer%20hidDen7 of it",
                "basic aGlkZGVuOmhpZGRlbg==hid",
                "-----BEGIN RSA PRIVATE KEY-----\\nhidden\\n-----END RSA PRIVATE KEY-----",
                "proto: (line 1:2): invalid value for string field apiKey: 12hidden",
                "--x\\r\\nContent-Disposition: form-data; name=\"apiKey\"\\r\\n\\r\\nhidden\\r\\n--x--",
            })
    void noSpellingOfASecretGetsThrough(String body) {
        for (var text : List.of(body, body.replace("\\r", "\r").replace("\\n", "\n"))) {
            assertThat(Secrets.body(PATH, text)).contains("***").doesNotContainIgnoringCase("hid");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"credentialsSecret\": \"accounts/a/secrets/s\"}",
                "{\"apiKey\": \"\", \"token\": null, \"pageToken\": \"x\", \"maxTokens\": 5}",
                "{\"nextPageToken\": \"x\", \"tokenCount\": 7, \"max_tokens\": 5, \"estimatedTokenCount\": \"12\"}",
                "{\"usage\": {\"prompt_tokens\": 5, \"total_tokens\": 7}, \"eos_token\": \"</s>\"}",
                "{\"displayName\": \"an apiKey: none\"}",
                "{\"a\": \"fw\", \"keyName\": \"k\", \"value\": \"v\"}",
                "{\"idempotencyKey\": \"a\", \"promptCacheKey\": \"b\", \"sortKey\": \"c\"}",
                "{\"apiKey\": \"***12ab\", \"header\": {\"name\": \"Cookie\", \"value\": \"Bearer ***12ab\"}}",
                "not json at all, \" and : and {",
                "pageToken=abc&filter=state%3D1&page_size=5",
                "/v1/accounts/a/supervisedFineTuningJobs/rotate-token:cancel",
                "/v1/accounts/a/models/sk-learn-of-a-name-that-is-long",
                "the bearer is required, and basic rules; see https://docs.example/a:b@c",
                "{\"sha256\": \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}",
                "https://host/x?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Expires=900",
            })
    void whatIsNoSecretStaysAsItIs(String body) {
        assertThat(Secrets.body(PATH, body)).isEqualTo(body);
    }

    @Test
    void theValueOfTheVendorsSecretsIsMasked() {
        for (var path : List.of("/v1/accounts/a/secrets", "/v1/accounts/a/%73ecrets")) {
            assertThat(Secrets.body(path, "{\"keyName\": \"k\", \"value\": \"hidden\"}"))
                    .isEqualTo("{\"keyName\": \"k\", \"value\": \"" + Secrets.mask("hidden") + "\"}");
        }
    }

    @Test
    void twoSecretsAreToldApartAndNeitherIsTold() {
        assertThat(Secrets.mask("one")).matches("\\*\\*\\*[0-9a-f]{4}").isNotEqualTo(Secrets.mask("two"));
        assertThat(Secrets.mask("one")).isEqualTo(Secrets.mask("one"));
    }

    @Test
    void aMessageQuotesNoSecretOfWhatItIsAbout() {
        assertThat(Secrets.message("invalid value hiddenAnd", "{\"apiKey\": hiddenAndMore}"))
                .isEqualTo("invalid value " + Secrets.mask("hiddenAndMore"));
        assertThat(Secrets.message("bad \"hidden\" in it", "apiKey=hidden")).doesNotContain("hidden");
        assertThat(Secrets.message("unknown field \"apikee\"", "{\"apikee\": 1}"))
                .isEqualTo("unknown field \"apikee\"");
    }

    @Test
    void aKeyIsLookedForWhereItIsMasked() {
        assertThat(Credentials.in(name -> name.equals(Secrets.API_KEY) ? " hidden " : null))
                .isEqualTo("hidden");
        assertThat(Credentials.in(name -> name.equals(Secrets.AUTHORIZATION) ? "Bearer hidden" : null))
                .isEqualTo("hidden");
        assertThat(Credentials.in(name -> name.equals(Secrets.AUTHORIZATION) ? "Basic hidden" : "hidden"))
                .isNull();
    }
}
