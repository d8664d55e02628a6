package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.FieldMask;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.MessageType;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies an update with an update mask, or, without a mask, with all fields of the body (AIP-134). */
public final class Patch {

    private Patch() {}

    /** @param resource the message that the mask refers to; output-only fields in the mask are ignored */
    public static <S extends Record> S apply(
            S current, LazyMessage<S> changes, @Nullable String updateMask, Class<? extends Record> resource) {
        var type = MessageType.of(current.getClass());
        return type.merge(current, changes.value(), fields(type, changes, updateMask, resource));
    }

    private static Set<String> fields(
            MessageType type, LazyMessage<?> changes, @Nullable String updateMask, Class<? extends Record> resource) {
        if (updateMask == null || updateMask.isBlank()) {
            return changes.present();
        }
        var mask = FieldMask.parse(updateMask, RecordSchema.of(resource));
        return mask.isAll()
                ? type.fields().stream().map(MessageType.Field::jsonName).collect(Collectors.toSet())
                : mask.paths();
    }
}
