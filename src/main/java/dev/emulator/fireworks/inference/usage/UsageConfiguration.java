package dev.emulator.fireworks.inference.usage;

import dev.emulator.fireworks.store.AccountTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the table of the usage ledger. */
@Configuration(proxyBeanMethods = false)
class UsageConfiguration {

    @Bean
    AccountTable usageHourTable() {
        return AccountTable.of(UsageTable.NAME).withTime("starts_at");
    }
}
