package dev.emulator.fireworks.cli.console;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readiness of an emulator. Uses {@code HttpURLConnection}, because {@code java.net.http} takes three times as long to load.
 *
 * @param detail the result as a readable message
 */
public record Readiness(State state, String detail) {

    public static final String DEFAULT_PORT = "3473";

    private static final String PATH = "/_emulator/health/readiness";

    /** Less than the usual timeout of health checks, which is 3 s. */
    public static final int DEFAULT_SECONDS = 2;

    /** The result of the check. */
    public enum State {
        READY,
        NOT_READY,
        NO_ANSWER,
        SOMETHING_ELSE
    }

    /** Returns the URL of the emulator from environment variables, or the default. */
    public static String url(Map<String, String> environment) {
        var url = environment.getOrDefault("FIREWORKS_BASE_URL", "");
        if (!url.isBlank()) {
            return url;
        }
        var port = environment.getOrDefault("SERVER_PORT", "");
        var start = isTls(environment) ? "https://127.0.0.1:" : "http://127.0.0.1:";
        return start + (port.isBlank() ? DEFAULT_PORT : port);
    }

    private static boolean isTls(Map<String, String> environment) {
        if (environment.containsKey("EMULATOR_TLS")) {
            return !"off".equalsIgnoreCase(environment.get("EMULATOR_TLS"));
        }
        for (var name : environment.keySet()) {
            if (name.startsWith("SERVER_SSL_")) {
                return !"false".equalsIgnoreCase(environment.get("SERVER_SSL_ENABLED"));
            }
        }
        return false;
    }

    public boolean isReady() {
        return state == State.READY;
    }

    /** @param seconds the timeout for the connection, and for the response */
    public static Readiness of(String url, int seconds) {
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) address(url).openConnection();
            if (url.startsWith("https:") && LoopbackTrust.isFor(URI.create(url))) {
                LoopbackTrust.applyTo(connection);
            }
            connection.setConnectTimeout(seconds * 1000);
            connection.setReadTimeout(seconds * 1000);
            connection.setUseCaches(false);
            connection.setInstanceFollowRedirects(false);
            return judge(url, connection.getResponseCode(), connection.getHeaderField("X-Emulator-Request-Id"));
        } catch (IllegalArgumentException e) {
            return new Readiness(State.NO_ANSWER, url + " is not a URL, which begins with http:// or https://");
        } catch (IOException | ClassCastException e) {
            return new Readiness(State.NO_ANSWER, "no answer from " + url + ": " + ErrorMessages.of(e));
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private static URL address(String url) throws MalformedURLException {
        return URI.create(withoutSlash(url) + PATH).toURL();
    }

    public static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static Readiness judge(String url, int status, @Nullable String requestId) {
        if (requestId == null) {
            return new Readiness(
                    State.SOMETHING_ELSE, "the server at " + url + " is not this emulator (HTTP " + status + ")");
        }
        return status == HttpURLConnection.HTTP_OK
                ? new Readiness(State.READY, "ready: " + url)
                : new Readiness(
                        State.NOT_READY,
                        "not ready: " + url + " answers HTTP " + status
                                + "; the emulator is starting or stopping, or its database does not answer");
    }
}
