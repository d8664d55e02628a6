package dev.emulator.fireworks.store;

import dev.emulator.fireworks.protojson.ProtoJson;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the store needs from outside: chance and the wire form; and its tables. */
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

    /** Counted anew from the rows wherever they come to. */
    @Bean
    AccountTable resourceCountTable() {
        return AccountTable.local("resource_count");
    }

    @Bean
    AccountTable accountDocumentTable() {
        return AccountTable.of("account_document").withJson("content", Record.class);
    }
}
