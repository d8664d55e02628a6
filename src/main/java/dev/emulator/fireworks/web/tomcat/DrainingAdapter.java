package dev.emulator.fireworks.web.tomcat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/** Drains the rest of a request body after the answer, with the timeouts of {@link RequestBody}. Tomcat would wait for all of it. */
final class DrainingAdapter implements Adapter {

    private final Adapter adapter;

    DrainingAdapter(Adapter adapter) {
        this.adapter = adapter;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        adapter.service(request, response);
        if (request.getInputBuffer() instanceof RequestBody body && !hasFailed(response)) {
            if (!body.isAborted() && !request.hasExpectation()) {
                body.drain();
            }
            if (body.isAborted()) {
                request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }
    }

    /** After an error the connection is closed, and the next bytes need not be a body. */
    private static boolean hasFailed(Response response) {
        var result = new AtomicBoolean();
        response.action(ActionCode.IS_ERROR, result);
        return result.get();
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return adapter.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        return adapter.asyncDispatch(request, response, status);
    }

    @Override
    public void log(Request request, Response response, long time) {
        adapter.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        adapter.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return adapter.getDomain();
    }
}
