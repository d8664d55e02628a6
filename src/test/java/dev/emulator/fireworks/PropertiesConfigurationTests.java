package dev.emulator.fireworks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;

/** Nothing that is meant for settings goes without them. */
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
}
