package dev.emulator.fireworks.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.generator.GeneratedFile;

/** Checks that a committed file is what its generator writes. */
public final class UpToDate {

    private UpToDate() {}

    public static void assertUpToDate(GeneratedFile file) {
        assertThat(file.path())
                .as("%s is stale; run ./mvnw spring-boot:test-run@generate and commit it", file)
                .content()
                .isEqualTo(file.content());
    }
}
