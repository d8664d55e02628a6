package dev.emulator.fireworks.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The recipes of the documents, cut from tests that run with every build. */
final class Recipes {

    /** What the tags are called, and what a reader is looking for. */
    private static final Map<String, String> RECIPES = new LinkedHashMap<>();

    static {
        RECIPES.put("world", "What all of them begin with");
        RECIPES.put("fail", "My job should fail");
        RECIPES.put("time", "Let six hours pass");
        RECIPES.put("retry", "429 twice, then fine");
        RECIPES.put("polite", "Assert that I polled politely");
        RECIPES.put("parallel", "Parallel tests on one emulator");
        RECIPES.put("snapshot", "Start from a snapshot");
        RECIPES.put("whole", "All of it in one test");
    }

    private static final Map<String, Path[]> SOURCES = Map.of(
            "java",
            new Path[] {
                Path.of("src/test/java/dev/emulator/fireworks/cookbook/World.java"),
                Path.of("src/test/java/dev/emulator/fireworks/cookbook/CookbookTests.java")
            },
            "python",
            new Path[] {Path.of("src/test/python/world.py"), Path.of("src/test/python/test_cookbook.py")},
            "bash",
            new Path[] {Path.of("src/test/shell/cookbook.sh")});

    private Recipes() {}

    /** All recipes in one language. */
    static String in(String language) throws IOException {
        var text = new StringBuilder();
        for (var recipe : RECIPES.entrySet()) {
            cut(recipe.getKey(), SOURCES.get(language))
                    .ifPresent(code -> text.append("## " + recipe.getValue() + "\n\n" + fenced(language, code)));
        }
        return text.toString();
    }

    static String pytest() throws IOException {
        return shown("", "python", "pytest", Path.of("src/test/python/fixture/test_readme.py"));
    }

    /** How the fixtures for Java are used. */
    static String fixtures() throws IOException {
        var samples = Path.of("src/samples");
        var tests = Path.of("src/test/java/dev/emulator/fireworks");
        var pom = samples.resolve("boot-3.5/pom.xml");
        var boot = samples.resolve("boot/src/test/java/com/example/tuning");
        return shown("", "xml", "dependency", pom)
                + shown(
                        "Without Docker: the jar is forked once for all tests of a JVM, and each test gets an account. A test that fails leaves a timeline in "
                                + "`target/fireworks-emulator`.",
                        "java",
                        "junit",
                        tests.resolve("cookbook/FixturesIT.java"))
                + shown("The build fetches the jar, and keeps it off the class path:", "xml", "jar", pom)
                + shown("With Testcontainers:", "java", "container", tests.resolve("fixtures/ContainerIT.java"))
                + shown(
                        "With Spring Boot, 3.5 or 4.x, the application is told `fireworks.base-url`, `.api-key` and `.account-id`, and its `Clock` is the account's:",
                        "java",
                        "container",
                        boot.resolve("ContainerTests.java"))
                + shown("Or without Docker:", "java", "forked", boot.resolve("ForkedEmulatorTests.java"));
    }

    private static String shown(String sentence, String language, String tag, Path file) throws IOException {
        var code = cut(tag, file).orElseThrow(() -> new IllegalStateException("no tag " + tag + " in " + file));
        return (sentence.isEmpty() ? "" : sentence + "\n\n") + fenced(language, code);
    }

    private static String fenced(String language, String code) {
        return "```" + language + "\n" + code + "```\n\n";
    }

    /** A class of which not all is shown. */
    private static String closed(String code) {
        var open = code.chars().filter(c -> c == '{').count()
                - code.chars().filter(c -> c == '}').count();
        return code + "\n}".repeat((int) Math.max(0, open));
    }

    private static Optional<String> cut(String tag, Path... files) throws IOException {
        var between = Pattern.compile(
                "(?m)^ *(?://|#|<!--) tag::" + tag + "\\[](?: -->)?\\n(.*?)^ *(?://|#|<!--) end::" + tag + "\\[]",
                Pattern.DOTALL);
        for (var file : files) {
            var found = between.matcher(Files.readString(file));
            if (found.find()) {
                var code = found.group(1).stripTrailing().stripIndent();
                return Optional.of(closed(code.replaceFirst("^package .*;\n\n", "")) + "\n");
            }
        }
        return Optional.empty();
    }
}
