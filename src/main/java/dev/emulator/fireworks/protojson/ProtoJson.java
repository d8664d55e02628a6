package dev.emulator.fireworks.protojson;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes messages as protobuf JSON, like the live service. */
public final class ProtoJson {

    private static final int USUAL_SIZE = 2048;

    // The mapper only parses text that this class has written. Filters limit the size of request bodies.
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(2_000)
            .maxNameLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    private final JsonFactory factory = settings().build();
    private final JsonMapper mapper = JsonMapper.builder(settings()
                    .addDecorator((ignored, out) -> new GoNumberGenerator(out))
                    .build())
            .addModule(new ProtoJsonModule(this))
            .build();

    // Like Go: no escaped slashes, escapes in lower case, and UTF-8 without escapes for all planes.
    private static JsonFactoryBuilder settings() {
        return JsonFactory.builder()
                .streamReadConstraints(LIMITS)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET);
    }

    /** A mapper for bodies that are not messages. Messages in them have the same format. */
    public JsonMapper mapper() {
        return mapper;
    }

    /** Reads a request body. As in grpc-gateway, an empty body is a message without any field set. */
    public <T extends Record> T read(byte[] body, Class<T> type) {
        return read(body, type, false);
    }

    /** Reads a text that an older or newer release may have written. Unknown fields and enum names are ignored. */
    public <T extends Record> T readStored(String json, Class<T> type) {
        return read(json.getBytes(StandardCharsets.UTF_8), type, true);
    }

    private static <T extends Record> T read(byte[] body, Class<T> type, boolean lenient) {
        MessageType message = MessageType.of(type);
        int start = GoJsonScanner.skipSpace(body, 0);
        if (start == body.length) {
            return type.cast(message.zero());
        }
        int end = GoJsonScanner.endOfValue(body, start);
        return type.cast(new MessageReader(new Tokens(body, start, end), lenient).read(message));
    }

    /**
     * Writes a message, or any other value with {@link #mapper()}. A message with a {@link LazyMessage} is written only once.
     *
     * @return an array that must not be changed
     */
    public byte[] writeBytes(Object value) {
        LazyMessage<?> stored = MessageType.describes(value.getClass())
                ? MessageType.ofRaw(value.getClass()).layout().stored(value)
                : null;
        byte[] known = stored == null ? null : stored.jsonOf(value);
        if (known != null) {
            return known;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
        write(value, out);
        byte[] written = out.toByteArray();
        if (stored != null) {
            stored.keepJsonOf(value, written);
        }
        return written;
    }

    public String writeString(Object value) {
        return new String(writeBytes(value), StandardCharsets.UTF_8);
    }

    /** Writes a message, or any other value with {@link #mapper()}. Does not close the stream. */
    public void write(Object value, OutputStream out) {
        if (!MessageType.describes(value.getClass())) {
            mapper.writeValue(out, value);
            return;
        }
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            MessageWriter.write(generator, value);
        }
    }

    /** The JSON tree of a message, for masks and filters. */
    public ObjectNode tree(Record value) {
        return (ObjectNode) mapper.readTree(writeBytes(value));
    }
}
