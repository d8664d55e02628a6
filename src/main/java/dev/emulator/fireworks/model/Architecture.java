package dev.emulator.fireworks.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sizes of a base model that determine the shapes of an adapter's tensors, and other entries of the catalogue that are not part of the
 * API.
 *
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width of the feed-forward layers; 0 for mixtures of experts, where adapters do not change them
 * @param attentionSize number of query heads times their dimension
 * @param keyValueSize number of key and value heads times their dimension
 * @param targetModules the modules that an adapter changes; empty for the usual ones
 * @param tuningRefusal error message with which the service refuses to tune the model, although its flags allow it; empty for none
 */
record Architecture(
        int hiddenSize,
        int intermediateSize,
        int layers,
        int attentionSize,
        int keyValueSize,
        List<String> targetModules,
        String tuningRefusal) {

    /** The sizes of a typical model with eight billion parameters. */
    static final Architecture USUAL = new Architecture(4096, 12288, 36, 4096, 1024, List.of(), "");

    private static final List<String> ATTENTION = List.of("k_proj", "o_proj", "q_proj", "v_proj");
    private static final List<String> ALL =
            List.of("down_proj", "gate_proj", "k_proj", "o_proj", "q_proj", "up_proj", "v_proj");

    /**
     * A linear map inside a layer.
     *
     * @param path name of the module within a layer
     */
    record Module(String path, int in, int out) {}

    List<String> modules() {
        return targetModules.isEmpty() ? intermediateSize == 0 ? ATTENTION : ALL : targetModules;
    }

    Map<String, Module> shapes(List<String> modules) {
        var shapes = new LinkedHashMap<String, Module>();
        modules.stream().sorted().forEach(module -> shapes.put(module, shape(module)));
        return shapes;
    }

    private Module shape(String module) {
        var feedForward = intermediateSize == 0 ? hiddenSize : intermediateSize;
        return switch (module) {
            case "q_proj" -> new Module("self_attn.q_proj", hiddenSize, attentionSize);
            case "k_proj", "v_proj" -> new Module("self_attn." + module, hiddenSize, keyValueSize);
            case "o_proj" -> new Module("self_attn.o_proj", attentionSize, hiddenSize);
            case "gate_proj", "up_proj" -> new Module("mlp." + module, hiddenSize, feedForward);
            case "down_proj" -> new Module("mlp.down_proj", feedForward, hiddenSize);
            default -> new Module("mixer." + module, hiddenSize, hiddenSize);
        };
    }
}
