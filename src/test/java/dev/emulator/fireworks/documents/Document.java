package dev.emulator.fireworks.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown file. */
record Document(Path path) {

    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");

    /** All documents: those in the root directory and in docs, and each README of a directory below. */
    static List<Document> all() throws IOException {
        try (var root = Files.list(Path.of(""));
                var docs = Files.walk(Path.of("docs"));
                var sources = Files.walk(Path.of("src"));
                var docker = Files.walk(Path.of("docker"))) {
            return Stream.of(root, docs, sources, docker)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(Document::new)
                    .toList();
        }
    }

    /** Links to files that do not exist, or to headings that they do not have. */
    List<String> brokenLinks() {
        return links().filter(link -> !exists(link)).toList();
    }

    /** The files that this document links to. */
    Set<Path> targets() {
        return links().map(this::target).collect(Collectors.toSet());
    }

    private Stream<String> links() {
        return LINK.matcher(CODE.matcher(text()).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains(":"));
    }

    private boolean exists(String link) {
        var target = new Document(target(link));
        var anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
        return Files.exists(target.path())
                && (anchor.isEmpty() || target.anchors().contains(anchor));
    }

    private Path target(String link) {
        var file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? path : path.resolveSibling(file).normalize();
    }

    /** The anchors that GitHub makes of headings. */
    private Set<String> anchors() {
        return HEADING.matcher(text())
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
