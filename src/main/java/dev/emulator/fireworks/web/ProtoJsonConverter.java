package dev.emulator.fireworks.web;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads and writes the API's messages as JSON. The content type of requests is ignored, as on the live service.
 */
class ProtoJsonConverter implements HttpMessageConverter<Object> {

    private static final byte[] COMMA = {','};

    private final ProtoJson protoJson;
    private final int limit;

    ProtoJsonConverter(ProtoJson protoJson, EmulatorProperties properties) {
        this.protoJson = protoJson;
        this.limit = Math.toIntExact(properties.limits().requestBody().toBytes());
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return Record.class.isAssignableFrom(type);
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return Record.class.isAssignableFrom(type) || JsonNode.class.isAssignableFrom(type);
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public Object read(Class<?> type, HttpInputMessage message) throws IOException {
        var announced = message.getHeaders().getContentLength();
        if (announced > limit) {
            throw tooLarge(announced);
        }
        var body = message.getBody().readNBytes(limit + 1);
        if (body.length > limit) {
            throw tooLarge(body.length);
        }
        try {
            return protoJson.read(body, type.asSubclass(Record.class));
        } catch (ProtoJsonException e) {
            throw e.withMessage(
                    Secrets.message(String.valueOf(e.getMessage()), new String(body, StandardCharsets.UTF_8)));
        }
    }

    private ApiException tooLarge(long size) {
        return new ApiException(
                Code.RESOURCE_EXHAUSTED, "grpc: received message larger than max (" + size + " vs. " + limit + ")");
    }

    @Override
    public void write(Object value, @Nullable MediaType contentType, HttpOutputMessage message) throws IOException {
        var parts = parts(value);
        var headers = message.getHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(parts.stream().mapToLong(part -> part.length).sum());
        // Spring MVC adds the header if a path ends like a file name; the live service does not.
        headers.remove(HttpHeaders.CONTENT_DISPOSITION);
        var body = message.getBody();
        for (var part : parts) {
            body.write(part);
        }
    }

    private List<byte[]> parts(Object value) {
        if (value instanceof ControlAnswer answer) {
            return List.of(masked(parts(answer.body())));
        }
        if (value instanceof JsonNode tree) {
            return List.of(utf8(tree.toString()));
        }
        return value instanceof Page<?> page ? parts(page) : List.of(protoJson.writeBytes(value));
    }

    private static byte[] masked(List<byte[]> parts) {
        var whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        return utf8(Secrets.text(whole.toString(StandardCharsets.UTF_8)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** In parts, because a list is too long to be copied into one array. */
    private List<byte[]> parts(Page<?> page) {
        var parts = new ArrayList<byte[]>(2 * page.items().size() + 2);
        parts.add(utf8("{\"" + page.collection() + "\":["));
        for (var item : page.items()) {
            if (parts.size() > 1) {
                parts.add(COMMA);
            }
            parts.add(protoJson.writeBytes(item));
        }
        var rest = JsonNodeFactory.instance
                .objectNode()
                .put("nextPageToken", page.nextPageToken())
                .put("totalSize", page.totalSize());
        parts.add(utf8("]," + rest.toString().substring(1)));
        return parts;
    }
}
