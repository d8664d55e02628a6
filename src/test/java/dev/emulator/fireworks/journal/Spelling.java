package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.story.RawHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A way in which a client's secret comes along with a request.
 *
 * @param header as a line, empty for none
 * @param query as it is on the wire, empty for none
 * @param path what follows the address of the account's jobs
 * @param body empty for none
 */
record Spelling(String secret, String header, String path, String query, String body) {

    /** What {@code #} is replaced by, each time with another number in it. */
    private static final String SECRET = "Qv7hid%04dden";

    private static final List<String> HEADERS = List.of(
            "X-Access-Token: #",
            "X-Wandb-Api-Key: #",
            "Hf-Token: #",
            "X-Vault-Token: #",
            "X-Api-Key: #",
            "X-Auth-Token: #",
            "Cookie: session=#; theme=dark",
            "Proxy-Authorization: Basic #",
            "X-Note: Bearer #",
            "X-Note: {\"apiKey\": \"#\"}",
            "User-Agent: client/fw_#",
            "Referer: https://user:#@example.com/x?token=#&a=b#frag",
            "Referer: https://example.com/x?redirect=https%3A%2F%2Fh%2F%3Ftoken%3D#",
            "Content-Type: application/json; token=#",
            "Traceparent: hf_#",
            "Bearer: #");

    private static final List<String> QUERIES = List.of(
            "secret=#",
            "jwt=#",
            "wandbConfig.apiKey=#",
            "wandb_config.api_key=#",
            "key=#",
            "X-Goog-Signature=#",
            "api%5Fkey=#",
            "api%255Fkey=#",
            "q=fw_#",
            "q=fw%5F#",
            "q=fw%255F#",
            "user%5Bpassword%5D=#",
            "filter=wandb_config.api_key%3D%22#%22",
            "filter=state%3D1%20AND%20wandbConfig.apiKey%3A%22#%22",
            "filter=fw_#",
            "orderBy=apiKey%3D#",
            "pageSize=sk-proj-#",
            "pageToken=hf_#",
            "readMask=token%3D#",
            "q=%7B%22apiKey%22%3A%22#%22%7D");

    private static final List<String> PATHS =
            List.of("/fw_#", "/fw%5F#", "/fw%255F#", "/sk-proj-#", "/x;token=#", "/hf_#:cancel", "/x/fw_#/y/z");

    private static final List<String> BODIES = List.of(
            "{\"wandbConfig\": {\"apiKey\": \"#\"}}",
            "{\"wandbConfig\": {\"apiKey\": #}}",
            "{\"wandbConfig\": {\"apiKey\": {\"a\": \"#\"}}}",
            "{\"wandbConfig\": {\"apiKey\": [\"#\"]}}",
            "{\"wandbConfig\": {\"apiKey\": \"#\\\"#\"}}",
            "{\"wandbConfig\": {\"apiKey\": \"#",
            "{\"wandb_config\": {\"api\\u005fkey\": \"#\"}}",
            "{\"wandbConfig.apiKey\": \"#\"}",
            "{\"wandbConfig\": {\"apiKey\": \"a\" \"#\"}}",
            "{\"displayName\": \"{\\\"apiKey\\\": \\\"#\\\"}\"}",
            "{\"displayName\": \"{\\\"a\\\": \\\"{\\\\\\\"apiKey\\\\\\\": \\\\\\\"#\\\\\\\"}\\\"}\"}",
            "{\"displayName\": \"hf_#\"}",
            "{\"earlyStop\": \"fw_#\"}",
            "{\"fw_#\": 1}",
            "{\"dataset\": \"https://h/x?X-Amz-Signature=#\\u0026a=b\"}",
            "{\"baseModel\": \"https://u:#@h/\"}",
            "{\"displayName\": \"@\"}",
            "{\"displayName\": \"data:;base64,@\"}",
            "{\"pem\": \"-----BEGIN PRIVATE KEY-----\\n#\\n-----END PRIVATE KEY-----\"}",
            "{\"name\": \"X-Api-Key\", \"value\": \"#\"}",
            "api_key=#&a=b",
            "a=b&wandbConfig%5BapiKey%5D=#",
            "--x\r\nContent-Disposition: form-data; name=\"apiKey\"\r\n\r\n#\r\n--x--\r\n",
            "apiKey: #\n",
            "<key><secret>#</secret></key>",
            "\u00ff\u00fe {\"apiKey\": \"#\"}");

    static List<Spelling> all() {
        var all = new ArrayList<Spelling>();
        HEADERS.forEach(text -> all.add(of(all.size(), text, "", "", "")));
        QUERIES.forEach(text -> all.add(of(all.size(), "", "", text, "")));
        PATHS.forEach(text -> all.add(of(all.size(), "", text, "", "")));
        BODIES.forEach(text -> all.add(of(all.size(), "", "", "", text)));
        return all;
    }

    private static Spelling of(int number, String header, String path, String query, String body) {
        var secret = SECRET.formatted(number);
        return new Spelling(
                secret, filled(header, secret), filled(path, secret), filled(query, secret), filled(body, secret));
    }

    private static String filled(String template, String secret) {
        return template.replace("#frag", "").replace("#", secret).replace("@\"", base64("fw_" + secret) + '"');
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks for a list, or for a new job if there is a body. */
    RawHttp.Answer send(RawHttp http, String jobs) {
        var bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        var lines = new ArrayList<String>();
        if (!header.isEmpty()) {
            lines.add(header);
        }
        if (!body.isEmpty()) {
            lines.add("Content-Length: " + bytes.length);
        }
        var target = jobs + path + (query.isEmpty() ? "" : "?" + query);
        return http.call(body.isEmpty() ? "GET" : "POST", target, lines, bytes);
    }

    /** Whether a text tells the secret in any spelling; case does not matter, as ids are in lower case. */
    boolean isTold(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.contains(secret.toLowerCase(Locale.ROOT))
                || lower.contains(
                        URLEncoder.encode(secret, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT))
                || text.contains(base64("fw_" + secret).substring(4, 16));
    }
}
