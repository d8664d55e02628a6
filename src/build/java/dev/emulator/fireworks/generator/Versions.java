package dev.emulator.fireworks.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.boot.SpringBootVersion;

/** The versions of artifacts that a printed pom names: those that this build uses. */
record Versions(Map<String, String> byArtifact) {

    private static final Pattern VERSION =
            Pattern.compile("(<artifactId>([\\w-]+)</artifactId>\\s*<version>)([^<$]+)(</version>)");
    private static final Pattern PROPERTY =
            Pattern.compile("(<(fireworks-emulator)\\.version>)([^<]+)(</fireworks-emulator\\.version>)");

    static Versions ofBuild() throws IOException {
        var versions = new LinkedHashMap<String, String>();
        versions.put("fireworks-emulator", ofPom());
        versions.put("spring-boot-starter-parent", SpringBootVersion.getVersion());
        versions.put("junit-jupiter", ofJar("org.junit.jupiter.api.Test"));
        versions.put("assertj-core", ofJar("org.assertj.core.api.Assertions"));
        versions.put("testcontainers-junit-jupiter", ofJar("org.testcontainers.junit.jupiter.Container"));
        return new Versions(versions);
    }

    String in(String text) {
        return PROPERTY.matcher(VERSION.matcher(text).replaceAll(this::replacement))
                .replaceAll(this::replacement);
    }

    private String replacement(MatchResult found) {
        return found.group(1) + byArtifact.getOrDefault(found.group(2), found.group(3)) + found.group(4);
    }

    private static String ofPom() throws IOException {
        var pom = Pattern.compile("<artifactId>fireworks-emulator</artifactId>\\s*<version>([^<]+)<")
                .matcher(Files.readString(Path.of("pom.xml")));
        if (!pom.find()) {
            throw new IllegalStateException("pom.xml has no version");
        }
        return pom.group(1);
    }

    /** The version in the name of the jar that a class is in. */
    private static String ofJar(String type) {
        try {
            var jar = Class.forName(type).getProtectionDomain().getCodeSource().getLocation();
            var directory = Path.of(jar.getPath()).getParent();
            return directory.getFileName().toString();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
