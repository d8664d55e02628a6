package dev.emulator.fireworks.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The names in backticks of a page, without those in code blocks. */
final class PrintedNames {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private PrintedNames() {}

    static List<Name> of(Path page) throws IOException {
        var names = new ArrayList<Name>();
        var line = 0;
        var inBlock = false;
        for (var text : Files.readAllLines(page)) {
            line++;
            if (text.startsWith("```")) {
                inBlock = !inBlock;
            } else if (!inBlock) {
                var matcher = NAME.matcher(text);
                while (matcher.find()) {
                    var before = text.substring(0, matcher.start());
                    var inFirstColumn = before.startsWith("|") && before.lastIndexOf('|') == 0;
                    names.add(new Name(page, line, matcher.group(1), inFirstColumn));
                }
            }
        }
        return names;
    }

    record Name(Path page, int line, String text, boolean isInFirstColumn) {

        @Override
        public String toString() {
            return page + ":" + line + " `" + text + "`";
        }
    }
}
