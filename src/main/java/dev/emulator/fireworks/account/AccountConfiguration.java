package dev.emulator.fireworks.account;

import dev.emulator.fireworks.store.AccountTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the table of accounts with the platform. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    AccountTable accountTable() {
        return AccountTable.of("account");
    }
}
