package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.cli.console.CommandException;
import dev.emulator.fireworks.cli.console.ErrorMessages;
import dev.emulator.fireworks.cli.console.LoopbackTrust;
import dev.emulator.fireworks.cli.console.Readiness;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a running emulator's control API. Failed requests throw a {@link CommandException} with the reason. */
final class ControlClient {

    private final String url;
    private final @Nullable String token;
    private final HttpClient http;

    ControlClient(String url, @Nullable String token) {
        this.url = Readiness.withoutSlash(url);
        this.token = token;
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        if (this.url.startsWith("https:") && LoopbackTrust.isFor(address(""))) {
            builder.sslContext(LoopbackTrust.context());
        }
        http = builder.build();
    }

    /** An error answer of the emulator, with its message. */
    static final class Refusal extends CommandException {

        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    /**
     * Posts a body, and reads the answer as JSON.
     *
     * @param size the size of the body in bytes
     */
    JsonNode send(String path, String type, InputStream body, long size) {
        var publisher = size == 0
                ? BodyPublishers.noBody() // because fromPublisher accepts only positive lengths
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), size);
        try (var answer = post(path, type, publisher).body()) {
            return JsonMapper.shared().readTree(answer);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Posts an empty message, and returns the answer as a stream. */
    HttpResponse<InputStream> fetch(String path) {
        return post(path, "application/json", BodyPublishers.ofString("{}"));
    }

    /** Gets JSON. */
    JsonNode get(String path) {
        try (var answer = exchange(HttpRequest.newBuilder(address(path)).GET()).body()) {
            return JsonMapper.shared().readTree(answer);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private HttpResponse<InputStream> post(String path, String type, BodyPublisher body) {
        return exchange(HttpRequest.newBuilder(address(path))
                .header("Content-Type", type)
                .POST(body));
    }

    private HttpResponse<InputStream> exchange(HttpRequest.Builder request) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
                throw refusal(answer);
            }
            return answer;
        } catch (IOException e) {
            throw broken(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }

    private URI address(String path) {
        var address = URI.create(url + path);
        if (address.getHost() == null) {
            throw new CommandException(url + " is not a URL, which begins with http:// or https://");
        }
        if (address.getHost().endsWith("fireworks.ai")) {
            throw new CommandException(url + " is the live service, not an emulator; set --url or FIREWORKS_BASE_URL");
        }
        return address;
    }

    private CommandException refusal(HttpResponse<InputStream> answer) throws IOException {
        try (var body = answer.body()) {
            if (answer.headers().firstValue("X-Emulator-Request-Id").isEmpty()) {
                return new CommandException(
                        "the server at " + url + " is not this emulator (HTTP " + answer.statusCode() + ")");
            }
            var message = JsonMapper.shared().readTree(body).path("message").asString("");
            return answer.statusCode() == HttpURLConnection.HTTP_UNAUTHORIZED
                    ? new CommandException(message + "; set --token or EMULATOR_CONTROL_TOKEN")
                    : new Refusal(message.isEmpty() ? "HTTP " + answer.statusCode() : message);
        } catch (JacksonException e) {
            return new Refusal("HTTP " + answer.statusCode());
        }
    }

    private CommandException broken(IOException e) {
        return new CommandException("no answer from " + url + ": " + ErrorMessages.of(e)
                + ". Is an emulator running there? To use another URL, set --url or FIREWORKS_BASE_URL.");
    }
}
