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
 * Names of files that clients send. A name may have folders in it, as an object's name may, but leads nowhere else: it is never absolute
 * and has no empty segment, {@code .} or {@code ..}, which HTTP clients and proxies would take out of an address.
 */
public final class ObjectNames {

    /** Of the object store, in bytes of UTF-8. */
    private static final int LONGEST = 1024;

    private static final int LONGEST_PATH = 4 * LONGEST;

    private static final Pattern ROOT = Pattern.compile("^[A-Za-z]:(?=[/\\\\])");
    private static final Pattern AFTER_SEPARATOR = Pattern.compile("(?<=[/\\\\])");

    /** A backslash escapes these only, as Go reads a quoted string: browsers and scripts on Windows send paths as they are. */
    private static final Pattern BACKSLASH = Pattern.compile("\\\\([()<>@,;:\\\\\"/\\[\\]?=])?");

    private ObjectNames() {}

    /**
     * Files as they are kept, by the name under which each was announced.
     *
     * @throws ApiException where a name cannot be kept, or two of them would be the same file
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
     * The name without what would lead out of its folder.
     *
     * @throws ApiException where nothing is left, or what is left cannot be kept
     */
    public static String relative(String name, String field) {
        if (name.length() > LONGEST_PATH) {
            throw tooLong(field);
        }
        var path = name;
        // What was behind a root may be taken for a root.
        for (var before = ""; !path.equals(before); ) {
            before = path;
            path = withoutDots(ROOT.matcher(path).replaceFirst(""));
        }
        return checked(path, field);
    }

    /** Empty where a folder is what is named. */
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
     * What is behind the last slash or backslash.
     *
     * @throws ApiException where that is no name of a file, or cannot be kept
     */
    public static String lastSegment(String path, String field) {
        var last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return checked(last.equals(".") || last.equals("..") ? "" : last, field);
    }

    /** The name that a part of a form says its file has, in the words of its header; empty if it says none. */
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
