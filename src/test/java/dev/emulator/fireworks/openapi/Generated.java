package dev.emulator.fireworks.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file, or a part of one, that is made from the code: checked in every build, rewritten when asked for. */
public final class Generated {

    private static final String UPDATE = "openapi.update";

    private Generated() {}

    public static void check(Path file, String expected, Class<?> test) throws IOException {
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as(
                        "%s is stale; refresh it with ./mvnw test -Dtest=%s -D%s=true and commit it",
                        file, test.getSimpleName(), UPDATE)
                .content()
                .isEqualTo(expected);
    }
}
