package dev.emulator.fireworks.store;

import dev.emulator.fireworks.protojson.ProtoJson;
import java.security.SecureRandom;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the store needs from outside: chance, the wire form, and what differs between the databases. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Bean
    ProtoJson protoJson() {
        return new ProtoJson();
    }

    @Bean
    AccountTable resourceCountTable() {
        return AccountTable.of("resource_count");
    }

    @Bean
    AccountTable accountDocumentTable() {
        return AccountTable.of("account_document");
    }

    /** PostgreSQL compares text by the rules of a language unless told otherwise. */
    @Bean
    FlywayConfigurationCustomizer collation(Database database) {
        var collation = database.isH2() ? "" : "collate \"C\"";
        return flyway -> flyway.placeholders(Map.of("binary", collation));
    }
}
