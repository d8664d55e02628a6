package dev.emulator.fireworks.protojson;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteCapability;
import tools.jackson.databind.JsonNode;

/** Writes messages to a generator. Existing JSON text is copied unchanged. */
final class MessageWriter {

    private MessageWriter() {}

    static void write(JsonGenerator out, Object message) {
        out.writeStartObject();
        parts(out, MessageType.ofRaw(message.getClass()).layout(), message);
        out.writeEndObject();
    }

    private static void parts(JsonGenerator out, Layout layout, Object message) {
        List<Layout.Part> parts = layout.parts();
        for (int i = 0; i < parts.size(); i++) {
            Layout.Part part = parts.get(i);
            Object value = Layout.get(part, message);
            if (part instanceof Layout.Part.Leaf leaf) {
                leaf(out, leaf, value);
            } else if (part instanceof Layout.Part.Group group) {
                group(out, group, value);
            }
        }
    }

    private static void leaf(JsonGenerator out, Layout.Part.Leaf leaf, @Nullable Object value) {
        MessageType.Field field = leaf.field();
        Object present = value == null ? field.zero() : value;
        if (present == null && field.absentWhenUnset()) {
            return;
        }
        out.writeName(leaf.name());
        if (present == null) {
            out.writeNull();
            return;
        }
        switch (field.shape()) {
            case SINGULAR -> element(out, field.kind(), present);
            case LIST -> {
                out.writeStartArray();
                for (Object element : (List<?>) present) {
                    element(out, field.kind(), element);
                }
                out.writeEndArray();
            }
            case MAP -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) present).entrySet()) {
                    out.writeName((String) entry.getKey());
                    element(out, field.kind(), entry.getValue());
                }
                out.writeEndObject();
            }
        }
    }

    private static void element(JsonGenerator out, Kind kind, Object value) {
        switch (kind) {
            case STRING -> out.writeString((String) value);
            case BOOL -> out.writeBoolean((Boolean) value);
            case INT32 -> out.writeNumber((int) (Integer) value);
            case INT64 -> out.writeString(Long.toString((Long) value));
            case FLOAT -> {
                float number = (Float) value;
                if (Float.isFinite(number)) {
                    number(out, GoFloat.format(number));
                } else {
                    out.writeString(Float.toString(number));
                }
            }
            case DOUBLE -> {
                double number = (Double) value;
                if (Double.isFinite(number)) {
                    number(out, GoFloat.format(number));
                } else {
                    out.writeString(Double.toString(number));
                }
            }
            case ENUM -> out.writeString(((Enum<?>) value).name());
            case TIMESTAMP -> out.writeString(WireTime.format((Instant) value));
            case DURATION -> out.writeString(WireTime.format((Duration) value));
            case VALUE -> value(out, (JsonNode) value);
            case MESSAGE -> write(out, value);
        }
    }

    private static void value(JsonGenerator out, JsonNode node) {
        if (node.isObject()) {
            out.writeStartObject();
            node.properties().forEach(property -> {
                out.writeName(property.getKey());
                value(out, property.getValue());
            });
            out.writeEndObject();
        } else if (node.isArray()) {
            out.writeStartArray();
            node.forEach(element -> value(out, element));
            out.writeEndArray();
        } else if (node.isString()) {
            out.writeString(node.stringValue());
        } else if (node.isBoolean()) {
            out.writeBoolean(node.booleanValue());
        } else if (node.isNull()) {
            out.writeNull();
        } else if (node.isIntegralNumber()) {
            out.writeNumber(node.bigIntegerValue());
        } else {
            out.writeNumber(node.decimalValue());
        }
    }

    private static void number(JsonGenerator out, String decimal) {
        if (!isText(out)) {
            // A tree needs the number that is nearest to the decimal text: 0.0001 instead of 9.999999747378752E-5.
            out.writeNumber(Double.parseDouble(decimal));
        } else {
            out.writeNumber(decimal);
        }
    }

    private static void group(JsonGenerator out, Layout.Part.Group group, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (!group.stored()) {
            parts(out, group.layout(), value);
            return;
        }
        LazyMessage<?> stored = (LazyMessage<?>) value;
        String text = stored.knownText();
        if (text == null || !isText(out)) {
            parts(out, group.layout(), stored.value());
        } else {
            splice(out, text);
        }
    }

    private static boolean isText(JsonGenerator out) {
        return out.streamWriteCapabilities().isEnabled(StreamWriteCapability.CAN_WRITE_FORMATTED_NUMBERS);
    }

    // The first name is written by the generator, so that it adds a comma before the next field.
    private static void splice(JsonGenerator out, String text) {
        int open = text.indexOf('"');
        if (open < 0) {
            return;
        }
        int close = text.indexOf('"', open + 1);
        int value = text.indexOf(':', close) + 1;
        out.writeName(text.substring(open + 1, close));
        out.writeRawValue(text, value, text.lastIndexOf('}') - value);
    }
}
