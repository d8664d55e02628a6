package dev.emulator.fireworks.account;

import dev.emulator.fireworks.store.AccountTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the room joins the platform: what goes with an account. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    AccountTable accountTable() {
        return AccountTable.of("account");
    }
}
