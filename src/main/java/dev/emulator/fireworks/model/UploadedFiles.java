package dev.emulator.fireworks.model;

import dev.emulator.fireworks.model.Model.Kind;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.storage.Blobs;
import dev.emulator.fireworks.storage.NamedBlob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Checks the uploaded files of a model: whether the files of its kind exist and can be read. */
@Component
final class UploadedFiles {

    private static final long LONGEST_CONFIG = 16 * 1024 * 1024;

    private final Blobs blobs;

    UploadedFiles(Blobs blobs) {
        this.blobs = blobs;
    }

    /**
     * Which checks to make.
     *
     * @param config whether to check the configuration
     * @param remoteCode whether a configuration may refer to custom code
     * @param weights whether to check the weights
     */
    record Checks(boolean config, boolean remoteCode, boolean weights) {}

    /** The problems, most severe first. */
    List<String> problems(Spec spec, List<NamedBlob> files, Checks checks) throws IOException {
        var problems = new ArrayList<String>();
        var isAdapter = spec.kind() == Kind.HF_PEFT_ADDON;
        if (!isAdapter && spec.kind() != Kind.HF_BASE_MODEL) {
            return problems;
        }
        var configName = isAdapter ? "adapter_config.json" : "config.json";
        var config = files.stream()
                .filter(file -> file.filename().equals(configName))
                .findFirst();
        if (checks.config()) {
            checkConfig(spec, configName, config, checks, problems);
        }
        var weights = files.stream().filter(UploadedFiles::isWeights).toList();
        if (weights.isEmpty()) {
            problems.add("no weights (*.safetensors or *.bin) were uploaded");
        }
        if (checks.weights()) {
            for (var file : weights) {
                checkWeights(file, problems);
            }
        }
        return problems;
    }

    private static boolean isWeights(NamedBlob file) {
        return file.filename().endsWith(".safetensors") || file.filename().endsWith(".bin");
    }

    private void checkConfig(Spec spec, String name, Optional<NamedBlob> file, Checks checks, List<String> problems)
            throws IOException {
        if (file.isEmpty()) {
            problems.add(name + " is missing");
            return;
        }
        var config = json(file.get());
        if (!config.isObject()) {
            problems.add(name + " is not a JSON object");
            return;
        }
        if (config.has("auto_map") && !checks.remoteCode()) {
            problems.add(name + " refers to custom code, which requires trust_remote_code");
        }
        var peft = spec.peftDetails();
        if (spec.kind() != Kind.HF_PEFT_ADDON || peft == null) {
            return;
        }
        var r = config.path("r").asInt(0);
        if (r != peft.r()) {
            problems.add("r in " + name + " is " + r + ", but " + peft.r() + " in peft_details");
        }
    }

    private JsonNode json(NamedBlob file) throws IOException {
        if (file.blob().size() > LONGEST_CONFIG) {
            return MissingNode.getInstance();
        }
        try (var content = blobs.open(file.blob().id())) {
            return JsonText.read(content.readAllBytes());
        } catch (ProtoJsonException e) {
            return MissingNode.getInstance();
        }
    }

    private void checkWeights(NamedBlob file, List<String> problems) throws IOException {
        if (file.blob().size() == 0) {
            problems.add(file.filename() + " is empty");
        } else if (file.filename().endsWith(".safetensors")) {
            try (var content = blobs.open(file.blob().id())) {
                var problem = Safetensors.problem(content, file.blob().size());
                if (!problem.isEmpty()) {
                    problems.add(file.filename() + " is not a safetensors file: " + problem);
                }
            }
        }
    }
}
