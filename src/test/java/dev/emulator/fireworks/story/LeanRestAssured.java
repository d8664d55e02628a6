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

/** REST Assured without what costs more CPU than the request itself. */
@SuppressWarnings("deprecation") // REST Assured configures this client only
final class LeanRestAssured {

    /** A failure prints the request and the response, which REST Assured writes for every request; indenting them is most of the cost. */
    static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .httpClient(HttpClientConfig.httpClientConfig().httpClientFactory(LeanRestAssured::httpClient))
            .logConfig(LogConfig.logConfig()
                    .enablePrettyPrinting(false)
                    .enableLoggingOfRequestAndResponseIfValidationFails());

    private LeanRestAssured() {}

    /** Without TLS, which would be set up for each request. */
    private static HttpClient httpClient() {
        var schemes = new SchemeRegistry();
        schemes.register(new Scheme("http", 80, PlainSocketFactory.getSocketFactory()));
        return new DefaultHttpClient(new BasicClientConnectionManager(schemes));
    }
}
