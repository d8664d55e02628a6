package dev.emulator.fireworks.world;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** An uploaded archive, which is not trusted: only entries with known names are read, and no more bytes than a limit. */
final class Archive implements Closeable {

    private static final Pattern FILE = Pattern.compile("files/[0-9a-f]{64}");
    /** Reads a single value from within a document. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ZipFile zip;
    private final Set<String> entries = new HashSet<>();
    private long left;

    private Archive(ZipFile zip, long limit) {
        this.zip = zip;
        this.left = limit;
    }

    static String table(String name) {
        return "tables/" + name + ".jsonl";
    }

    static String file(String sha256) {
        return "files/" + sha256;
    }

    /**
     * @param limit the largest unpacked size in bytes
     * @param tables the tables that the archive may contain
     * @throws ApiException INVALID_ARGUMENT if the file is not a snapshot of an account
     */
    static Archive open(Path file, long limit, Collection<String> tables) throws IOException {
        ZipFile zip;
        try {
            ZipDirectory.check(file);
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            throw ApiException.invalidArgument("the body is not a snapshot of an account: " + e.getMessage());
        }
        var archive = new Archive(zip, limit);
        try {
            archive.checkEntries(zip.entries(), tables);
            return archive;
        } catch (RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private void checkEntries(Enumeration<? extends ZipEntry> all, Collection<String> tables) {
        while (all.hasMoreElements()) {
            var name = all.nextElement().getName();
            if (!name.equals("tables/") && !name.equals("files/")) {
                if (!isKnown(name, tables)) {
                    throw ApiException.invalidArgument("archive has an unknown entry: " + name);
                }
                if (!entries.add(name)) {
                    throw ApiException.invalidArgument("archive has a duplicate entry " + name);
                }
            }
        }
        if (!entries.contains(Manifest.ENTRY)) {
            throw ApiException.invalidArgument("archive has no " + Manifest.ENTRY);
        }
    }

    private static boolean isKnown(String name, Collection<String> tables) {
        return name.equals(Manifest.ENTRY)
                || FILE.matcher(name).matches()
                || tables.stream().map(Archive::table).anyMatch(name::equals);
    }

    Manifest manifest(ProtoJson protoJson) throws IOException {
        try (var content = new BoundedStream(open(Manifest.ENTRY), Manifest.ENTRY, Manifest.LARGEST)) {
            return protoJson.readStored(head(content), Manifest.class);
        } catch (ProtoJsonException e) {
            throw ApiException.invalidArgument(Manifest.ENTRY + ": " + e.getMessage());
        } catch (JacksonException e) {
            throw ApiException.invalidArgument(Manifest.ENTRY + ": " + e.getOriginalMessage());
        }
    }

    /** Returns the manifest without its list of resources, which is only for people and can be long. */
    private static String head(InputStream manifest) {
        var head = JSON.createObjectNode();
        try (var parser = JSON.createParser(manifest)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw ApiException.invalidArgument(Manifest.ENTRY + ": must be a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    head.set(name, JSON.readTree(parser));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return head.toString();
    }

    boolean has(String name) {
        return entries.contains(name);
    }

    /** Opens an entry. Reading it throws an {@link ApiException} if the entry is damaged, or the archive too large. */
    InputStream open(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null || !has(name)) {
            throw ApiException.invalidArgument("archive has no " + name);
        }
        try {
            return new Checked(zip.getInputStream(entry), name);
        } catch (ZipException e) {
            throw damaged(name, e);
        }
    }

    private static ApiException damaged(String name, IOException e) {
        return ApiException.invalidArgument(name + " is damaged: " + e.getMessage());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private final class Checked extends FilterInputStream {

        private final String name;

        private Checked(InputStream in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                var read = super.read(buffer, offset, length);
                left -= Math.max(0, read);
                if (left < 0) {
                    throw ApiException.invalidArgument(
                            "the unpacked archive is larger than emulator.limits.signed-upload");
                }
                return read;
            } catch (IOException e) {
                throw damaged(name, e);
            }
        }
    }
}
