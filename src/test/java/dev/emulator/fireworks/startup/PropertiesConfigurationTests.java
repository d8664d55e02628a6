package dev.emulator.fireworks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.FireworksEmulator;
import jakarta.validation.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;

/** Each bean with settings is bound to them. */
class PropertiesConfigurationTests {

    @Test
    void everyBeanThatTakesSettingsIsBound() {
        try (var emulator = FireworksEmulator.start("--server.port=0")) {
            assertThat(ConfigurationPropertiesBean.getAll(emulator))
                    .containsKey("dataSource")
                    .allSatisfy((name, bean) -> assertThat(PropertiesConfiguration.isBound(bean.getInstance(), name))
                            .isTrue());
            assertThat(emulator.getBeansOfType(ConfigurationPropertiesBindingPostProcessor.class))
                    .hasSize(1);
        }
    }

    /** A start with the defaults does not validate them. */
    @Test
    void theDefaultsAreValid() {
        var defaults = new Binder(List.of()).bindOrCreate("emulator", EmulatorProperties.class);
        try (var validators = Validation.buildDefaultValidatorFactory()) {
            assertThat(validators.getValidator().validate(defaults)).isEmpty();
        }
    }
}
