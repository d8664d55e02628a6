package dev.emulator.fireworks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.FireworksEmulator;
import dev.emulator.fireworks.story.Await;
import dev.emulator.fireworks.story.Emulator;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** The emulator also works without the optimizations: without the package {@code startup}, exclusions, prepared context and class cache. */
class WithoutOptimizationsTests {

    @Test
    void aJobIsCompleted(@TempDir Path directory) {
        var settings = new ArrayList<>(Emulator.in(directory));
        settings.add("--spring.autoconfigure.exclude=");
        // For a database on disk, Migrations calls Flyway.
        settings.add("--spring.flyway.enabled=false");
        settings.add("--emulator.lifecycle.preset=instant");
        try (var emulator = Emulator.start(settings, PlainEmulator.class)) {
            assertThat(emulator.hasBean(TransactionConfiguration.class)).isFalse();
            var client = emulator.client("acme");
            var created = client.create("walk");
            assertThat(created.status()).as(created.body()).isEqualTo(200);
            Await.until("the job is completed", () -> client.get("walk").state().equals("JOB_STATE_COMPLETED"));
        }
    }

    /** Has no annotation that the component scan of other tests would find. */
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackageClasses = FireworksEmulator.class)
    @EnableConfigurationProperties(EmulatorProperties.class)
    @ComponentScan(
            basePackageClasses = FireworksEmulator.class,
            excludeFilters = {
                @Filter(type = FilterType.REGEX, pattern = "dev\\.emulator\\.fireworks\\.startup\\..*"),
                @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = FireworksEmulator.class),
                @Filter(TestConfiguration.class)
            })
    static final class PlainEmulator {}
}
