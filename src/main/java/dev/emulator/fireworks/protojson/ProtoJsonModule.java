package dev.emulator.fireworks.protojson;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;

/** A Jackson module that reads and writes records that are messages as protobuf JSON. Other records are not affected. */
final class ProtoJsonModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    ProtoJsonModule(ProtoJson json) {
        super("protojson");
        setSerializerModifier(new ValueSerializerModifier() {
            @Override
            public ValueSerializer<?> modifySerializer(
                    SerializationConfig config, BeanDescription.Supplier bean, ValueSerializer<?> usual) {
                return MessageType.describes(bean.getBeanClass()) ? new MessageSerializer() : usual;
            }
        });
        setDeserializerModifier(new ValueDeserializerModifier() {
            @Override
            public ValueDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> usual) {
                Class<?> type = bean.getBeanClass();
                return MessageType.describes(type)
                        ? new MessageDeserializer(json, type.asSubclass(Record.class))
                        : usual;
            }
        });
    }

    private static final class MessageSerializer extends ValueSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator out, SerializationContext context) {
            MessageWriter.write(out, value);
        }
    }

    private static final class MessageDeserializer extends ValueDeserializer<Record> {
        private final ProtoJson json;
        private final Class<? extends Record> type;

        MessageDeserializer(ProtoJson json, Class<? extends Record> type) {
            this.json = json;
            this.type = type;
        }

        @Override
        public Record deserialize(JsonParser in, DeserializationContext context) {
            return json.read(json.mapper().writeValueAsBytes(in.readValueAsTree()), type);
        }
    }
}
