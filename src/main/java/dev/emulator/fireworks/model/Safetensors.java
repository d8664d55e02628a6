package dev.emulator.fireworks.model;

import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.storage.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The safetensors file format: the length of a header, the header with the name, type, shape and offsets of each tensor, and then the bytes
 * of all tensors. Files are generated with random 32-bit floats from a seed, so that they are reproducible and need not be stored.
 */
final class Safetensors {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ALIGNMENT = 8;
    private static final int LONGEST_HEADER = 100 * 1000 * 1000;

    private Safetensors() {}

    /** @param bound values are between {@code -bound} and {@code bound} */
    record Tensor(String name, List<Integer> shape, double bound) {

        private long elements() {
            return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        }

        private long size() {
            return elements() * Float.BYTES;
        }
    }

    static Content content(long seed, List<Tensor> tensors, @Nullable Instant modified) {
        var header = header(tensors);
        var size = Long.BYTES
                + header.length
                + tensors.stream().mapToLong(Tensor::size).sum();
        return Content.generated(size, seed + " " + tensors, modified, out -> {
            var length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            out.write(length.putLong(header.length).array());
            out.write(header);
            for (int i = 0; i < tensors.size(); i++) {
                write(tensors.get(i), new SplittableRandom(seed + i), out);
            }
        });
    }

    private static byte[] header(List<Tensor> tensors) {
        var header = JSON.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        var from = 0L;
        for (var tensor : tensors) {
            var entry = header.putObject(tensor.name()).put("dtype", "F32");
            tensor.shape().forEach(entry.putArray("shape")::add);
            entry.putArray("data_offsets").add(from).add(from + tensor.size());
            from += tensor.size();
        }
        var text = header.toString();
        var padded = (text.length() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return text.concat(" ".repeat(padded - text.length())).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Tensor tensor, SplittableRandom random, OutputStream out) throws IOException {
        var buffer = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);
        for (long left = tensor.elements(); left > 0; left--) {
            if (!buffer.hasRemaining()) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            buffer.putFloat((float) ((2 * random.nextDouble() - 1) * tensor.bound()));
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    /** The problem of an uploaded file; empty if it is valid. */
    static String problem(InputStream in, long size) throws IOException {
        var length = in.readNBytes(Long.BYTES);
        if (length.length < Long.BYTES) {
            return "header is missing";
        }
        var headerLength =
                ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (headerLength < 2 || headerLength > LONGEST_HEADER || headerLength > size - Long.BYTES) {
            return "header has an impossible length";
        }
        try {
            var header = JsonText.read(in.readNBytes((int) headerLength));
            var data = size - Long.BYTES - headerLength;
            return header instanceof ObjectNode tensors && end(tensors) == data ? "" : "header does not fit the data";
        } catch (ProtoJsonException e) {
            return "header is not JSON";
        }
    }

    private static long end(ObjectNode tensors) {
        return tensors.properties().stream()
                .filter(tensor -> !tensor.getKey().equals("__metadata__"))
                .mapToLong(tensor -> end(tensor.getValue()))
                .max()
                .orElse(0);
    }

    private static long end(JsonNode tensor) {
        return tensor.path("data_offsets").path(1).asLong(-1);
    }
}
