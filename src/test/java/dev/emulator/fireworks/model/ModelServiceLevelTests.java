package dev.emulator.fireworks.model;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** The strictest level checks the rules across the fields of a model. */
@Verified(DOCUMENTED)
@TestPropertySource(properties = "emulator.validation=service")
class ModelServiceLevelTests extends Story {

    private final Models models = new Models(api);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{} | peft_details is required if kind is HF_PEFT_ADDON",
                "{\"kind\": \"HF_BASE_MODEL\"} | base_model_details is required if kind is HF_BASE_MODEL",
                "{\"kind\": \"HF_TEFT_ADDON\", \"peftDetails\": {\"baseModel\": \"b\", \"r\": 8, \"targetModules\": [\"q\"]}} | teft_details is required if kind is HF_TEFT_ADDON",
                "{\"kind\": \"CUSTOM_MODEL\", \"baseModelDetails\": {}} | base_model_details must not be set unless kind is HF_BASE_MODEL",
                "{\"kind\": \"CUSTOM_MODEL\", \"teftDetails\": {}} | teft_details must not be set unless kind is HF_TEFT_ADDON",
                "{\"peftDetails\": {\"r\": 8, \"targetModules\": [\"q\"]}} | base_model is required",
                "{\"peftDetails\": {\"baseModel\": \"b\", \"r\": 8}} | target_modules is required",
                "{\"peftDetails\": {\"baseModel\": \"b\", \"r\": 2, \"targetModules\": [\"q\"]}} | r must be between 4 and 64",
                "{\"peftDetails\": {\"baseModel\": \"b\", \"r\": 128, \"targetModules\": [\"q\"]}} | r must be between 4 and 64",
                "{\"kind\": \"HF_BASE_MODEL\", \"baseModelDetails\": {}, \"defaultDraftModel\": \"d\"} | default_draft_token_count must be specified if default_draft_model is specified",
            })
    void fieldsThatDoNotFitTogetherAreRefused(String model, String message) {
        refused(models.post("m", model), Code.INVALID_ARGUMENT, message);
    }
}
