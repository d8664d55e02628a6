package dev.emulator.fireworks.startup;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.validation.Validator;

/**
 * Lets Spring Boot bind settings to what is meant for settings. It would look for its annotation at every bean and at the method that made
 * it, and reading all annotations of all beans is a thirtieth of a start.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class PropertiesConfiguration {

    @Bean("org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor")
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ConfigurationPropertiesBindingPostProcessor binding() {
        return new ConfigurationPropertiesBindingPostProcessor() {

            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                return isBound(bean, name) ? super.postProcessBeforeInitialization(bean, name) : bean;
            }
        };
    }

    @Bean(EnableConfigurationProperties.VALIDATOR_BEAN_NAME)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Validator emulatorPropertiesValidator(Environment environment) {
        return new EmulatorPropertiesValidator(environment);
    }

    /** Classes of settings are beans by the name of their prefix and their own; the pool of connections has settings besides. */
    static boolean isBound(Object bean, String name) {
        return name.endsWith("-" + bean.getClass().getName()) || bean instanceof DataSource;
    }
}
