package dev.emulator.fireworks.inference.responses;

import dev.emulator.fireworks.store.AccountTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the table of responses with the platform. */
@Configuration(proxyBeanMethods = false)
class ResponsesConfiguration {

    @Bean
    AccountTable responseTable() {
        return AccountTable.of(ResponseStore.TABLE)
                .withTime("create_time")
                .withJson("response", Record.class)
                .withJson("input", Record.class);
    }
}
