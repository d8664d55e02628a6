package dev.emulator.fireworks.web.tomcat;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Creates Tomcat as Spring Boot does, except that {@code localhost} means both loopback addresses. */
@Configuration(proxyBeanMethods = false)
class TomcatFactoryConfiguration {

    @Bean
    TomcatServletWebServerFactory tomcatServletWebServerFactory(
            Environment environment,
            ObjectProvider<TomcatConnectorCustomizer> connectors,
            ObjectProvider<TomcatContextCustomizer> contexts,
            ObjectProvider<TomcatProtocolHandlerCustomizer<?>> protocolHandlers) {
        SelfSignedCertificate.prepare(environment);
        var factory = environment.getProperty("server.address", "").equals("localhost")
                ? new LoopbackTomcat()
                : new TomcatServletWebServerFactory();
        connectors.orderedStream().forEach(factory::addConnectorCustomizers);
        contexts.orderedStream().forEach(factory::addContextCustomizers);
        protocolHandlers.orderedStream().forEach(factory::addProtocolHandlerCustomizers);
        return factory;
    }
}
