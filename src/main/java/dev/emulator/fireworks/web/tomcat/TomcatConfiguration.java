package dev.emulator.fireworks.web.tomcat;

import java.time.Clock;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Configures limits and buffers of Tomcat for which Spring Boot has no property. */
@Component
class TomcatConfiguration implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Go has no such limit, but the cost of some work in Tomcat and Spring is quadratic in the number of headers. */
    private static final int MOST_HEADERS = 1000;

    /** For each connection. With Tomcat's default of 8 kB, a list of 50 jobs, which has 115 kB, takes about twice the CPU time. */
    private static final int WRITE_BUFFER = 32 * 1024;

    /** The first Java whose virtual threads do not block their carrier in synchronized methods. */
    private static final int FIRST_WITH_VIRTUAL_THREADS = 24;

    /**
     * An option of the JVM. With it, Spring calls controllers and transactional methods through native frames. A virtual thread cannot leave its
     * carrier below a native frame. So a few waiting requests would block all carriers, and thus all other requests.
     */
    private static final String NATIVE_REFLECTION = "jdk.reflect.useNativeAccessorOnly";

    private final Clock clock;
    private final boolean virtualThreads;
    private final int threads;

    /**
     * @param virtualThreads whether each request gets a virtual thread if the JVM can run them well. With a pool, all requests in
     *     progress compete with the compiler of the JVM for the cores. Spring Boot's own condition would be evaluated when the jar is built.
     * @param threads how many requests are processed at once, with virtual threads or with a pool
     */
    TomcatConfiguration(
            Clock clock,
            @Value("${spring.threads.virtual.enabled:true}") boolean virtualThreads,
            @Value("${server.tomcat.threads.max}") int threads) {
        this.clock = clock;
        this.threads = threads;
        this.virtualThreads = virtualThreads
                && Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS
                && !Boolean.getBoolean(NATIVE_REFLECTION);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(EmulatorHttpProtocol.class.getName());
        if (virtualThreads) {
            factory.addProtocolHandlerCustomizers(
                    protocol -> protocol.setExecutor(new LimitedVirtualThreads("http-", threads)));
        }
        factory.addConnectorCustomizers(connector -> {
            ((EmulatorHttpProtocol) connector.getProtocolHandler()).setClock(clock);
            connector.setProperty("maxHeaderCount", Integer.toString(MOST_HEADERS));
            connector.setProperty("socket.appWriteBufSize", Integer.toString(WRITE_BUFFER));
            // Spring decodes paths, so Tomcat must not.
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        });
    }
}
