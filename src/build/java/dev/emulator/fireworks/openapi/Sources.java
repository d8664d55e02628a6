package dev.emulator.fireworks.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the code says about itself: the first paragraph of the comment on a type or method. */
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

    private static Optional<String> paragraph(Class<?> type, String declaration) {
        var found = Pattern.compile(COMMENT + declaration, Pattern.DOTALL).matcher(source(type));
        return found.find() ? Optional.of(plain(found.group(1))) : Optional.empty();
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
                .replaceAll("\\{@\\w+ #?([^}]*)}", "$1")
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
