package dev.emulator.fireworks.model;

import dev.emulator.fireworks.model.Model.PeftDetails;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.model.Safetensors.Tensor;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.storage.Content;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of a model that a job has made. They are generated from the model's seed on each download.
 *
 * <p>An adapter has correct tensor shapes, but covers only the first layers, as its configuration says. Full-parameter models contain only the
 * normalization weights, because gigabytes of random weights would be useless.
 */
@Component
final class TunedFiles {

    private static final int LAYERS = 2;

    private static final String ADAPTER_CONFIG = "adapter_config.json";
    private static final String ADAPTER_WEIGHTS = "adapter_model.safetensors";
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";

    /** Has the same line breaks on every machine. */
    private static final ObjectWriter JSON = JsonMapper.shared()
            .writer()
            .with(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private final Catalogue catalogue;
    private final ProtoJson protoJson;

    TunedFiles(Catalogue catalogue, ProtoJson protoJson) {
        this.catalogue = catalogue;
        this.protoJson = protoJson;
    }

    List<String> filenames(ModelRow model) {
        return spec(model).peftDetails() == null ? List.of(CONFIG, WEIGHTS) : List.of(ADAPTER_CONFIG, ADAPTER_WEIGHTS);
    }

    Optional<Content> content(ModelRow model, String filename) {
        var spec = spec(model);
        var base = catalogue.named(model.baseModel());
        var sizes = base.map(Catalogue.Entry::architecture).orElse(Architecture.USUAL);
        var peft = spec.peftDetails();
        var seed = model.weightsSeed();
        var modified = model.updateTime();
        return Optional.ofNullable(
                peft == null
                        ? switch (filename) {
                            case CONFIG -> json(config(spec, sizes), modified);
                            case WEIGHTS -> Safetensors.content(seed, norms(sizes), modified);
                            default -> null;
                        }
                        : switch (filename) {
                            case ADAPTER_CONFIG -> json(adapterConfig(name(model, base), peft, sizes), modified);
                            case ADAPTER_WEIGHTS -> Safetensors.content(seed, adapter(peft, sizes), modified);
                            default -> null;
                        });
    }

    private Spec spec(ModelRow model) {
        return model.spec(protoJson).value();
    }

    /** The name of the base model for libraries that load an adapter: the one on Hugging Face, if there is one. */
    private static String name(ModelRow model, Optional<Catalogue.Entry> base) {
        return base.map(entry -> entry.model().spec().value().huggingFaceUrl())
                .filter(url -> !url.isEmpty())
                .map(url -> url.replaceFirst("^https?://[^/]+/", ""))
                .orElse(model.baseModel());
    }

    private static ObjectNode adapterConfig(String base, PeftDetails peft, Architecture sizes) {
        var config = JsonMapper.shared().createObjectNode();
        config.put("base_model_name_or_path", base)
                .put("bias", "none")
                .put("fan_in_fan_out", false)
                .put("inference_mode", true);
        IntStream.range(0, layers(sizes)).forEach(config.putArray("layers_to_transform")::add);
        config.put("lora_alpha", 2 * rank(peft))
                .put("lora_dropout", 0.0)
                .putNull("modules_to_save")
                .put("peft_type", "LORA")
                .put("r", rank(peft));
        peft.targetModules().forEach(config.putArray("target_modules")::add);
        return config.put("task_type", "CAUSAL_LM").put("use_rslora", false);
    }

    private static List<Tensor> adapter(PeftDetails peft, Architecture sizes) {
        var tensors = new ArrayList<Tensor>();
        for (int layer = 0; layer < layers(sizes); layer++) {
            for (var module : sizes.shapes(peft.targetModules()).values()) {
                var prefix = "base_model.model.model.layers." + layer + "." + module.path();
                var bound = 1 / Math.sqrt(module.in());
                tensors.add(new Tensor(prefix + ".lora_A.weight", List.of(rank(peft), module.in()), bound));
                tensors.add(new Tensor(prefix + ".lora_B.weight", List.of(module.out(), rank(peft)), bound / 8));
            }
        }
        return tensors;
    }

    private static ObjectNode config(Spec spec, Architecture sizes) {
        var base = spec.baseModelDetails();
        return JsonMapper.shared()
                .createObjectNode()
                .put("hidden_size", sizes.hiddenSize())
                .put("intermediate_size", sizes.intermediateSize())
                .put("max_position_embeddings", spec.contextLength())
                .put("model_type", base == null ? "" : base.modelType())
                .put("num_hidden_layers", sizes.layers())
                .put("torch_dtype", "float32");
    }

    private static List<Tensor> norms(Architecture sizes) {
        var tensors = new ArrayList<Tensor>();
        for (int layer = 0; layer < sizes.layers(); layer++) {
            tensors.add(norm("model.layers." + layer + ".input_layernorm.weight", sizes));
        }
        tensors.add(norm("model.norm.weight", sizes));
        return tensors;
    }

    private static Tensor norm(String name, Architecture sizes) {
        return new Tensor(name, List.of(sizes.hiddenSize()), 1);
    }

    /** Level {@code lenient} accepts any rank, which could lead to files of petabytes. */
    private static int rank(PeftDetails peft) {
        return Math.min(BaseModels.LARGEST_RANK, peft.r());
    }

    private static int layers(Architecture sizes) {
        return Math.min(LAYERS, sizes.layers());
    }

    private static Content json(ObjectNode node, Instant modified) {
        var text = JSON.writeValueAsString(node).concat("\n");
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Content.generated(bytes.length, text, modified, out -> out.write(bytes));
    }
}
