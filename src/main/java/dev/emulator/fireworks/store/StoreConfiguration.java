package dev.emulator.fireworks.store;

import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Beans of the store: random numbers, protobuf JSON and tables. */
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
    ResourceCounts resourceCounts(Database database, JdbcClient jdbc) {
        return database.isH2() ? new MemoryCounts(jdbc) : new StoredCounts(jdbc);
    }

    /** The table of {@link StoredCounts}. Not in archives, because an import counts the rows again. */
    @Bean
    AccountTable resourceCountTable() {
        return AccountTable.local("resource_count");
    }

    @Bean
    AccountTable accountDocumentTable() {
        return AccountTable.of("account_document").withJson("content", Record.class);
    }
}
