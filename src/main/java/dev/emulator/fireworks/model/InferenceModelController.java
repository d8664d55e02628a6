package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lists models for clients whose only base URL is that of inference. */
@RestController
class InferenceModelController {

    private final ModelService models;

    InferenceModelController(ModelService models) {
        this.models = models;
    }

    @GetMapping("/inference/v1/accounts/{account}/models")
    Page<Model> list(@PathVariable String account, ListQuery query) {
        return models.list(account, query);
    }
}
