package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.storage.StorageErrors;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Gives errors of Tomcat that occur before any filter runs, such as headers that are too long, the API's format. Every answer passes this
 * valve, so it also sets the request id.
 */
@Component
class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final int TOO_LONG_A_HEAD = 431;
    private static final String TOO_LONG =
            StringManager.getManager(Http11Processor.class).getString("iib.requestheadertoolarge.error");

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

    /** Tomcat has no exception type for this case, so it is recognised by its message, which depends on the machine's language. */
    private static boolean isTooLongAHead(@Nullable Throwable reason) {
        return reason instanceof IllegalStateException // too many headers
                || reason instanceof IllegalArgumentException && TOO_LONG.equals(reason.getMessage());
    }

    /** Sets the request id of every answer, and writes the body of errors that have none. */
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

        private static void refuseTooLongAHead(Request request, Response response) throws IOException {
            var message = "request header is too large";
            if (StorageErrors.concern(request.getRequestURI())) {
                StorageErrors.write(response, TOO_LONG_A_HEAD, message);
            } else {
                var path = Objects.requireNonNullElse(request.getRequestURI(), "");
                var requestId = response.getHeader(RequestIds.HEADER);
                ErrorResponses.write(
                        response,
                        TOO_LONG_A_HEAD,
                        ErrorBody.at(path, requestId, Code.INVALID_ARGUMENT, message, List.of()));
            }
        }

        /** Sets the request id again if Tomcat has reset the answer. */
        @Override
        protected void report(Request request, Response response, @Nullable Throwable throwable) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            if (response.getHeader(RequestIds.HEADER) == null) {
                ids.mark(response);
            }
            try {
                if (isTooLongAHead(throwable)) {
                    refuseTooLongAHead(request, response);
                } else {
                    var code = ErrorBody.codeOf(response.getStatus());
                    ErrorResponses.write(request, response, code, "malformed HTTP request");
                }
            } catch (IOException | IllegalStateException e) {
                container.getLogger().debug("The client is gone", e);
            }
        }
    }
}
