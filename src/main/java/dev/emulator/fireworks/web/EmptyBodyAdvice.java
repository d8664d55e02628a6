package dev.emulator.fireworks.web;

import dev.emulator.fireworks.protojson.ProtoJson;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Reads a missing body as an empty message. */
@ControllerAdvice
class EmptyBodyAdvice extends RequestBodyAdviceAdapter {

    private static final byte[] NOTHING = {};

    private final ProtoJson protoJson;

    EmptyBodyAdvice(ProtoJson protoJson) {
        this.protoJson = protoJson;
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return type instanceof Class<?> message && Record.class.isAssignableFrom(message);
    }

    @Override
    public Object handleEmptyBody(
            @Nullable Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        return protoJson.read(NOTHING, ((Class<?>) type).asSubclass(Record.class));
    }
}
