package dev.emulator.fireworks.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Compares the machine's clock with the file system's, and with the time of the build. */
final class ClockCheck implements Check {

    private static final String NAME = "clock";
    private static final Duration MOST_SKEW = Duration.ofSeconds(2);

    @Override
    public List<Finding> run(DoctorContext context) {
        var clock = context.clock();
        var now = clock.instant();
        var built = built();
        if (built.isPresent() && now.isBefore(built.get().minus(Duration.ofDays(1)))) {
            return List.of(Finding.problem(
                    NAME,
                    "shows " + now + ", which is before this emulator was built",
                    "Set the machine's clock (timedatectl set-ntp true; a virtual machine may need its host's time)."));
        }
        var directory =
                context.dataDirectory().isEmpty() ? System.getProperty("java.io.tmpdir") : context.dataDirectory();
        return List.of(compare(clock, Path.of(directory)).orElseGet(() -> Finding.ok(NAME, "shows " + now)));
    }

    private static Optional<Finding> compare(Clock clock, Path directory) {
        try {
            var file = Files.createTempFile(directory, ".doctor-", "");
            var now = clock.instant();
            var there = Files.getLastModifiedTime(file).toInstant();
            Files.delete(file);
            var skew = Duration.between(there, now).abs();
            return skew.compareTo(MOST_SKEW) <= 0
                    ? Optional.empty()
                    : Optional.of(Finding.warning(
                            NAME,
                            "the clock of the file system at " + directory + " is " + skew.toSeconds() + " s off",
                            "Synchronise this machine and the file server (NTP)."));
        } catch (IOException e) {
            return Optional.empty(); // the check of the data directory reports it
        }
    }

    /** Only a packaged jar has a build time. */
    private static Optional<Instant> built() {
        try (InputStream info = ClockCheck.class.getResourceAsStream("/META-INF/build-info.properties")) {
            var properties = new Properties();
            properties.load(Objects.requireNonNullElseGet(info, InputStream::nullInputStream));
            return Optional.ofNullable(properties.getProperty("build.time")).map(Instant::parse);
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
