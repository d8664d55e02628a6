package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.ContentDisposition;

/**
 * Sanitises the names of uploaded files. A name can contain folders, like the name of an object. It is never absolute, and has no segment that is
 * empty, {@code .} or {@code ..}, because HTTP clients and proxies would remove such segments from a URL.
 */
public final class ObjectNames {

    /** The limit of the object store, in bytes of UTF-8. */
    private static final int LONGEST = 1024;

    private static final int LONGEST_PATH = 4 * LONGEST;

    private static final Pattern ROOT = Pattern.compile("^[A-Za-z]:(?=[/\\\\])");
    private static final Pattern AFTER_SEPARATOR = Pattern.compile("(?<=[/\\\\])");

    /** In a quoted string, a backslash escapes these characters only, as in Go: clients on Windows send paths without escapes. */
    private static final Pattern BACKSLASH = Pattern.compile("\\\\([()<>@,;:\\\\\"/\\[\\]?=])?");

    private ObjectNames() {}

    /**
     * The stored names of files, by the name that the client announced.
     *
     * @throws ApiException if a name is invalid, or two of them would be the same file
     */
    public static Map<String, String> announced(Iterable<String> names, String field) {
        var kept = new LinkedHashMap<String, String>();
        var taken = new HashSet<String>();
        for (var name : names) {
            var relative = relative(name, field);
            if (!taken.add(relative)) {
                throw ApiException.invalidArgument(field, "filename " + relative + " is given twice");
            }
            kept.put(name, relative);
        }
        return kept;
    }

    /**
     * The name without absolute and relative path prefixes.
     *
     * @throws ApiException if the remaining name is empty or invalid
     */
    public static String relative(String name, String field) {
        if (name.length() > LONGEST_PATH) {
            throw tooLong(field);
        }
        var path = name;
        // The path after a root can begin with a root again.
        for (var before = ""; !path.equals(before); ) {
            before = path;
            path = withoutDots(ROOT.matcher(path).replaceFirst(""));
        }
        return checked(path, field);
    }

    /** Empty if the path names a folder. */
    private static String withoutDots(String path) {
        var segments = new ArrayDeque<String>();
        var isFolder = true;
        for (var each : AFTER_SEPARATOR.split(path)) {
            var segment = withoutSeparator(each);
            var isDots = segment.isEmpty() || segment.equals(".") || segment.equals("..");
            if (!isDots) {
                segments.add(each);
            } else if (segment.equals("..")) {
                segments.pollLast();
            }
            isFolder = isDots || !segment.equals(each);
        }
        return isFolder ? "" : String.join("", segments);
    }

    private static String withoutSeparator(String segment) {
        return segment.endsWith("/") || segment.endsWith("\\") ? segment.substring(0, segment.length() - 1) : segment;
    }

    /**
     * The part after the last slash or backslash.
     *
     * @throws ApiException if it is not a valid name of a file
     */
    public static String lastSegment(String path, String field) {
        var last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return checked(last.equals(".") || last.equals("..") ? "" : last, field);
    }

    /** The filename in the Content-Disposition header of a multipart part; empty if there is none. */
    public static String submitted(String contentDisposition) {
        var escaped = BACKSLASH
                .matcher(contentDisposition)
                .replaceAll(match -> match.group(1) == null ? "\\\\\\\\" : "\\\\" + "\\" + match.group(1));
        try {
            var name = ContentDisposition.parse(escaped).getFilename();
            return name == null ? "" : name;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String checked(String name, String field) {
        if (name.isBlank()) {
            throw ApiException.invalidArgument(field, "filename must not be empty");
        }
        PlainText.require("filename", name, field);
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw tooLong(field);
        }
        return name;
    }

    private static ApiException tooLong(String field) {
        return ApiException.invalidArgument(field, "filename must not be longer than " + LONGEST + " bytes");
    }
}
