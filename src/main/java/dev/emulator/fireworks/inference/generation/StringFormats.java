package dev.emulator.fireworks.inference.generation;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Generates strings of the formats that JSON Schema defines. */
final class StringFormats {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    private StringFormats() {}

    /** Returns a string of a format; empty if the format is unknown, because unknown formats are comments. */
    static String create(String format, RandomGenerator random) {
        var number = 1 + random.nextInt(1000);
        return switch (format) {
            case "date-time" -> date(random) + "T" + time(random);
            case "date" -> date(random);
            case "time" -> time(random);
            case "duration" -> Duration.ofMinutes(number).toString();
            case "email", "idn-email" -> "emulated." + number + "@example.com";
            case "hostname", "idn-hostname" -> "emulated-" + number + ".example.com";
            case "ipv4" -> "192.0.2." + (1 + random.nextInt(254));
            case "ipv6" -> "2001:db8::" + Integer.toHexString(number);
            case "uri", "url", "iri", "uri-template" -> "https://example.com/emulated/" + number;
            case "uri-reference", "iri-reference", "json-pointer" -> "/emulated/" + number;
            case "relative-json-pointer" -> "1/emulated/" + number;
            case "uuid" -> uuid(random).toString();
            case "regex" -> "^emulated " + number + "$";
            case "byte" -> "ZW11bGF0ZWQ=";
            default -> "";
        };
    }

    private static String date(RandomGenerator random) {
        return FIRST_DAY.plusDays(random.nextInt(365)).toString();
    }

    private static String time(RandomGenerator random) {
        // Never at a whole minute, of which LocalTime would omit the seconds.
        return LocalTime.of(random.nextInt(24), random.nextInt(60), 1 + random.nextInt(59)) + "Z";
    }

    private static UUID uuid(RandomGenerator random) {
        var version4 = random.nextLong() & ~0xf000L | 0x4000L;
        return new UUID(version4, random.nextLong() & ~(3L << 62) | 2L << 62);
    }
}
