package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.FieldMask;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.RecordSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.node.ObjectNode;

/** Prunes answers of gets and lists to the fields in {@code readMask} (AIP-157). */
@ControllerAdvice
class ReadMaskAdvice implements ResponseBodyAdvice<Object> {

    private final ProtoJson protoJson;

    ReadMaskAdvice(ProtoJson protoJson) {
        this.protoJson = protoJson;
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return converter == ProtoJsonConverter.class && method.hasMethodAnnotation(GetMapping.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType mediaType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        var paths = ((ServletServerHttpRequest) request).getServletRequest().getParameter("readMask");
        if (paths == null || paths.isBlank()) {
            return body;
        }
        var mask = FieldMask.parse(paths, RecordSchema.of(resource(method)));
        return body instanceof Page<?> page
                ? prune(page, mask)
                : body instanceof Record resource ? prune(resource, mask) : body;
    }

    /** Read from the declared type, so that an invalid path is refused for an empty list too. */
    private static Class<? extends Record> resource(MethodParameter method) {
        var answer = ResolvableType.forMethodParameter(method);
        var page = answer.as(Page.class);
        return (page == ResolvableType.NONE ? answer : page.getGeneric(0))
                .toClass()
                .asSubclass(Record.class);
    }

    private Page<Object> prune(Page<?> page, FieldMask mask) {
        var items = page.items().stream()
                .map(item -> (Object) prune((Record) item, mask))
                .toList();
        return new Page<>(page.collection(), items, page.nextPageToken(), page.totalSize());
    }

    private ObjectNode prune(Record resource, FieldMask mask) {
        return mask.prune(protoJson.tree(resource));
    }
}
