package dev.emulator.fireworks;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the settings of each concern injectable. {@link EmulatorProperties} binds all of them, so that it finds unknown names. */
@Configuration(proxyBeanMethods = false)
class ConcernPropertiesConfiguration {

    @Bean
    static JournalProperties journalProperties(EmulatorProperties properties) {
        return properties.journal();
    }

    @Bean
    static EngineProperties engineProperties(EmulatorProperties properties) {
        return properties.engine();
    }

    @Bean
    static DeploymentProperties deploymentProperties(EmulatorProperties properties) {
        return properties.deployments();
    }

    @Bean
    static InferenceProperties inferenceProperties(EmulatorProperties properties) {
        return properties.inference();
    }

    @Bean
    static JobPlanProperties jobPlanProperties(EmulatorProperties properties) {
        return properties.lifecycle();
    }
}
