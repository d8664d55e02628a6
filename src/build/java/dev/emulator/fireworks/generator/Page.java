package dev.emulator.fireworks.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of docs. A generated part stands between the markers {@code <!-- part:begin -->} and {@code <!-- part:end -->}. */
record Page(Path path, String text) {

    Page(String name) throws IOException {
        this(Path.of("docs", name), Files.readString(Path.of("docs", name)));
    }

    Page with(String part, String content) {
        var begin = text.indexOf(marker(part, "begin"));
        var end = text.indexOf(marker(part, "end"));
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("%s has no part %s".formatted(path, part));
        }
        begin += marker(part, "begin").length();
        return new Page(path, text.substring(0, begin) + content + text.substring(end));
    }

    /** Sets the versions in the blocks of XML. */
    Page with(Versions versions) {
        return new Page(path, versions.in(text));
    }

    GeneratedFile file() {
        return new GeneratedFile(path, text);
    }

    private static String marker(String part, String edge) {
        return "<!-- " + part + ":" + edge + " -->\n";
    }
}
