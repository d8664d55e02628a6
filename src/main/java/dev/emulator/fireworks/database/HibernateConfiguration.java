package dev.emulator.fireworks.database;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.service.spi.ServiceContributor;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets Hibernate use classes as they are. Rows are final and have no lazy parts, so nothing needs classes that are generated at run time,
 * and generating them costs a start more than they ever save. Hibernate asks for the generator in two places.
 */
@Configuration(proxyBeanMethods = false)
public class HibernateConfiguration implements ServiceContributor {

    private static final BytecodeProvider NONE = new BytecodeProviderImpl();

    @Bean
    HibernatePropertiesCustomizer noEnhancement() {
        return properties -> properties.put("hibernate.enhancer.bytecodeprovider.instance", NONE);
    }

    @Override
    public void contribute(StandardServiceRegistryBuilder registry) {
        registry.addService(BytecodeProvider.class, NONE);
    }
}
