package dev.emulator.fireworks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.EmulatorProperties;
import jakarta.validation.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;

class DefaultSettingsTests {

    /** {@link EmulatorPropertiesValidator} does not validate defaults at the start. */
    @Test
    void theDefaultsAreValid() {
        var defaults = new Binder(List.of()).bindOrCreate("emulator", EmulatorProperties.class);
        try (var validators = Validation.buildDefaultValidatorFactory()) {
            assertThat(validators.getValidator().validate(defaults)).isEmpty();
        }
    }
}
