package dev.emulator.fireworks.web.tomcat;

import java.time.Clock;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** What Tomcat is to take that {@code application.properties} has no setting for. */
@Component
class TomcatConfiguration implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Go has no such limit, but some of what Tomcat and Spring do with headers takes the square of their number. */
    private static final int MOST_HEADERS = 1000;

    private final Clock clock;

    TomcatConfiguration(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(EmulatorHttpProtocol.class.getName());
        factory.addConnectorCustomizers(connector -> {
            ((EmulatorHttpProtocol) connector.getProtocolHandler()).setClock(clock);
            connector.setProperty("maxHeaderCount", Integer.toString(MOST_HEADERS));
            // Paths are read as they were sent, by Spring and not by Tomcat.
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        });
    }
}
