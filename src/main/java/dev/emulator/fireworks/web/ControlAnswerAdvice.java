package dev.emulator.fireworks.web;

import dev.emulator.fireworks.auth.RevealsKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Masks secrets in all answers of the control API, because they end up in logs and test reports. */
@ControllerAdvice
class ControlAnswerAdvice implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return converter == ProtoJsonConverter.class
                && !method.getContainingClass().isAnnotationPresent(RevealsKeys.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType mediaType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        // getURI() would fail on characters that Tomcat accepts.
        return body != null
                        && request instanceof ServletServerHttpRequest asked
                        && asked.getServletRequest().getRequestURI().startsWith("/_emulator/")
                ? new ControlAnswer(body)
                : body;
    }
}
