package dev.emulator.fireworks.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes what Tomcat refuses or answers before any filter runs, such as headers that are too long, look like everything else. Every answer
 * comes by here, and so gets its number here.
 */
@Component
class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final RequestIds ids;

    ContainerErrors(RequestIds ids) {
        this.ids = ids;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(null);
                host.getPipeline().addValve(new Valve(ids));
            }
        });
    }

    /** Marks every answer, and writes the body of an error that nobody else has written one for. */
    private static final class Valve extends ErrorReportValve {

        private final RequestIds ids;

        private Valve(RequestIds ids) {
            this.ids = ids;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            ids.mark(response);
            super.invoke(request, response);
        }

        /** The number is lost where Tomcat starts the answer anew. */
        @Override
        protected void report(Request request, Response response, @Nullable Throwable throwable) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            if (response.getHeader(RequestIds.HEADER) == null) {
                ids.mark(response);
            }
            var code = ErrorBody.codeOf(response.getStatus());
            try {
                Answers.write(request, response, code, "malformed HTTP request");
            } catch (IOException | IllegalStateException e) {
                container.getLogger().debug("The client is gone", e);
            }
        }
    }
}
