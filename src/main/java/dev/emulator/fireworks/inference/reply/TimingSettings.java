package dev.emulator.fireworks.inference.reply;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.text.Globs;
import java.util.List;

/**
 * How fast the replies of an account arrive.
 *
 * @param timing for models without an entry
 * @param models the timing of models; the first entry that matches a model applies
 */
public record TimingSettings(@JsonUnwrapped TimingSpec timing, List<ModelTiming> models) {

    static final TimingSettings NONE = new TimingSettings(new TimingSpec("", 0, 0), List.of());

    /**
     * The timing of models.
     *
     * @param model full or short name of the model, its base model or its deployment; {@code *} matches any text
     */
    public record ModelTiming(String model, @JsonUnwrapped TimingSpec timing) {}

    TimingSpec of(ServedModel model) {
        return models.stream()
                .filter(entry -> ReplyMatch.names(model).anyMatch(name -> Globs.matches(entry.model(), name)))
                .findFirst()
                .map(ModelTiming::timing)
                .orElse(timing);
    }

    /** @throws ApiException INVALID_ARGUMENT */
    void check() {
        timing.check("");
        for (int i = 0; i < models.size(); i++) {
            var field = "models[" + i + "]";
            if (models.get(i).model().isEmpty()) {
                throw ApiException.invalidArgument(
                        field + ".model", field + ".model is required; * matches every model");
            }
            models.get(i).timing().check(field);
        }
    }
}
