package dev.emulator.fireworks;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Spring Modulith's own view of the packages. */
class ModuleTests {

    @Test
    void modulesFormNoCycleAndKeepToWhatOthersShow() {
        ApplicationModules.of(FireworksEmulator.class).verify();
    }
}
