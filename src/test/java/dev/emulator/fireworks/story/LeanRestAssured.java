package dev.emulator.fireworks.story;

import io.restassured.config.HttpClientConfig;
import io.restassured.config.LogConfig;
import io.restassured.config.RestAssuredConfig;
import org.apache.http.client.HttpClient;
import org.apache.http.conn.scheme.PlainSocketFactory;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.conn.BasicClientConnectionManager;

/** Configures REST Assured without the features that need more CPU than the request itself. */
@SuppressWarnings("deprecation") // REST Assured configures this client only
final class LeanRestAssured {

    /**
     * If a validation fails, REST Assured prints the request and the response. It formats them for each request, also without a failure.
     * Without indentation, that costs little.
     */
    static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .httpClient(HttpClientConfig.httpClientConfig().httpClientFactory(LeanRestAssured::httpClient))
            .logConfig(LogConfig.logConfig()
                    .enablePrettyPrinting(false)
                    .enableLoggingOfRequestAndResponseIfValidationFails());

    private LeanRestAssured() {}

    /** Returns a client without TLS, because REST Assured would initialise TLS for each request. */
    private static HttpClient httpClient() {
        var schemes = new SchemeRegistry();
        schemes.register(new Scheme("http", 80, PlainSocketFactory.getSocketFactory()));
        return new DefaultHttpClient(new BasicClientConnectionManager(schemes));
    }
}
