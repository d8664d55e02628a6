package dev.emulator.fireworks.inference.models;

import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.JsonAnswer;
import dev.emulator.fireworks.inference.ModelResolver;
import dev.emulator.fireworks.model.PublicModels;
import dev.emulator.fireworks.model.PublicModels.PublicModel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lists the models that answer without a deployment. */
@RestController
class ModelListController {

    private final PublicModels models;
    private final ModelResolver resolver;

    ModelListController(PublicModels models, ModelResolver resolver) {
        this.models = models;
        this.resolver = resolver;
    }

    @GetMapping({"/inference/v1/models", "/v1/models"})
    void list(InferenceCall call) throws IOException {
        var list = new LinkedHashMap<String, Object>();
        list.put("object", "list");
        list.put(
                "data",
                Stream.concat(models.serverless().stream().map(model -> json(model.name(), model)), routers())
                        .toList());
        JsonAnswer.send(call, list);
    }

    @GetMapping({"/inference/v1/models/{*model}", "/v1/models/{*model}"})
    void get(InferenceCall call, @PathVariable String model) throws IOException {
        var found = models.find(model.substring(1)).filter(PublicModel::isServerless);
        JsonAnswer.send(call, json(model.substring(1), found.orElseThrow(InferenceException::modelNotFound)));
    }

    /** Routers are listed like the models that they stand for. */
    private Stream<Map<String, Object>> routers() {
        return new TreeMap<>(resolver.routers())
                .entrySet().stream()
                        .flatMap(router -> models.find(router.getValue()).filter(PublicModel::isServerless).stream()
                                .map(model -> json(router.getKey(), model)));
    }

    private static Map<String, Object> json(String id, PublicModel model) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", id);
        json.put("object", "model");
        json.put("owned_by", "fireworks");
        json.put("created", model.createTime().getEpochSecond());
        json.put("kind", model.kind());
        json.put("supports_chat", model.isForChat());
        json.put("supports_image_input", model.supportsImages());
        json.put("supports_tools", model.supportsTools());
        if (model.contextLength() > 0) {
            json.put("context_length", model.contextLength());
        }
        return json;
    }
}
