package dev.emulator.fireworks.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads descriptions from Javadoc: the first paragraph of a type or method, and the components of a record. */
final class Sources {

    private static final Path ROOT = Path.of("src/main/java");
    private static final String COMMENT = "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[^\\n]*\\n\\s*)*";

    private Sources() {}

    static Optional<String> about(Class<?> type) {
        return paragraph(type, "[a-z -]*(?:record|enum|class|interface)\\s+" + type.getSimpleName() + "\\b");
    }

    static Optional<String> about(Method method) {
        return paragraph(method.getDeclaringClass(), "[\\w<>?,. ]+\\s" + method.getName() + "\\(");
    }

    /** The descriptions of a record's components, from its {@code @param} tags. */
    static Map<String, String> components(Class<?> type) {
        return comment(type, "[a-z -]*record\\s+" + type.getSimpleName() + "\\b").stream()
                .flatMap(comment -> Stream.of(comment.split("@param\\s+")).skip(1))
                .map(tag -> tag.split("\\s+", 2))
                .collect(Collectors.toMap(tag -> tag[0], tag -> plain(tag[1])));
    }

    private static Optional<String> paragraph(Class<?> type, String declaration) {
        return comment(type, declaration).map(Sources::plain);
    }

    private static Optional<String> comment(Class<?> type, String declaration) {
        var found = Pattern.compile(COMMENT + declaration, Pattern.DOTALL).matcher(source(type));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** What a type notes about its implementation, one text for each {@code @implNote}. */
    static List<String> notes(Class<?> type) {
        var found = Pattern.compile(COMMENT + "[a-z -]*class\\s+" + type.getSimpleName() + "\\b", Pattern.DOTALL)
                .matcher(source(type));
        return found.find()
                ? Stream.of(found.group(1).split("@implNote"))
                        .skip(1)
                        .map(Sources::plain)
                        .toList()
                : List.of();
    }

    private static String plain(String comment) {
        return comment.replaceAll("(?m)^\\s*\\*", "")
                .split("<p>|@param|@return|@implNote")[0]
                .replaceAll("\\{@\\w+ #?((?:[^{}]|\\{[^{}]*})*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String source(Class<?> type) {
        try {
            return Files.readString(
                    ROOT.resolve(type.getName().replaceAll("\\$.*", "").replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
