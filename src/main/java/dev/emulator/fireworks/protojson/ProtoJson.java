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

/** Reads and writes messages as the service does. */
public final class ProtoJson {

    private static final int USUAL_SIZE = 2048;

    // Trees are read back from what this class wrote itself; the size of a body is limited where it comes in.
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

    // Go's output escapes no slash, spells escapes in lower case, and keeps every plane as plain UTF-8.
    private static JsonFactoryBuilder settings() {
        return JsonFactory.builder()
                .streamReadConstraints(LIMITS)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET);
    }

    /** A mapper of the same mind for bodies that are not messages; the messages in them look as they do here. */
    public JsonMapper mapper() {
        return mapper;
    }

    /** Reads a request body; an empty one is the message with every field unset, as grpc-gateway has it. */
    public <T extends Record> T read(byte[] body, Class<T> type) {
        return read(body, type, false);
    }

    /** Reads what an older or newer release wrote: unknown fields and enum names pass. */
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

    public byte[] writeBytes(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
        write(value, out);
        return out.toByteArray();
    }

    public String writeString(Object value) {
        return new String(writeBytes(value), StandardCharsets.UTF_8);
    }

    /** Writes a message, or anything else as {@link #mapper()} does; the stream stays open. */
    public void write(Object value, OutputStream out) {
        if (!MessageType.describes(value.getClass())) {
            mapper.writeValue(out, value);
            return;
        }
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            MessageWriter.write(generator, value);
        }
    }

    /** What would be on the wire, for masks and filters. */
    public ObjectNode tree(Record value) {
        return (ObjectNode) mapper.readTree(writeBytes(value));
    }
}
