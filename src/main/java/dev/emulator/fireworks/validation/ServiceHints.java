package dev.emulator.fireworks.validation;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Adds the header X-Emulator-Hint to answers that level {@code service} would have refused. */
@ControllerAdvice
class ServiceHints implements ResponseBodyAdvice<Object> {

    private static final String HEADER = "X-Emulator-Hint";
    private static final String REASON = ServiceHints.class.getName();
    private static final int LONGEST = 1000;

    /** Keeps the first reason of a request. Does nothing outside of a request, for example while seeding. */
    static void note(String reason) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null && request.getAttribute(REASON, RequestAttributes.SCOPE_REQUEST) == null) {
            request.setAttribute(REASON, reason, RequestAttributes.SCOPE_REQUEST);
        }
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return !method.hasMethodAnnotation(GetMapping.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType mediaType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        var reason = ((ServletServerHttpRequest) request).getServletRequest().getAttribute(REASON);
        if (reason != null && !response.getHeaders().containsHeader(HEADER)) {
            var hint = "level service would refuse this: " + reason;
            response.getHeaders()
                    .set(
                            HEADER,
                            hint.substring(0, Math.min(hint.length(), LONGEST)).replaceAll("[^ -~]", "?"));
        }
        return body;
    }
}
