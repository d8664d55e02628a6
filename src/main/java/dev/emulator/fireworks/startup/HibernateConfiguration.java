package dev.emulator.fireworks.startup;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.service.spi.ServiceContributor;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets Hibernate use classes as they are. Rows are final and have no lazy parts, so Hibernate needs no classes that are generated at run time.
 * Hibernate asks for the generator in two places.
 */
@Configuration(proxyBeanMethods = false)
public class HibernateConfiguration implements ServiceContributor {

    private static final String SETTING = "hibernate.enhancer.bytecodeprovider.instance";
    private static final BytecodeProvider NONE = new BytecodeProviderImpl();

    @Bean
    HibernatePropertiesCustomizer noEnhancement() {
        return properties -> properties.put(SETTING, NONE);
    }

    @Override
    public void contribute(StandardServiceRegistryBuilder registry) {
        if (registry.getSettings().get(SETTING) == NONE) {
            registry.addService(BytecodeProvider.class, NONE);
        }
    }
}
