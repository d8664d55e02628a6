package dev.emulator.fireworks.storage;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The body of a request. At its end, the checksums in the request's headers are verified. */
final class CheckedBody extends FilterInputStream {

    private static final String HASH = "x-goog-hash";
    private static final int MD5_BYTES = 16;

    private final List<Expected> expected;
    private final @Nullable MessageDigest md5;
    private final @Nullable CRC32C crc32c;

    private CheckedBody(InputStream in, List<Expected> expected) {
        super(in);
        this.expected = expected;
        this.md5 = expected.stream().anyMatch(hash -> hash.algorithm.equals("md5")) ? md5() : null;
        this.crc32c = expected.stream().anyMatch(hash -> hash.algorithm.equals("crc32c")) ? new CRC32C() : null;
    }

    private record Expected(String algorithm, byte[] value) {}

    static InputStream of(HttpServletRequest request) throws IOException {
        var expected = new ArrayList<Expected>();
        var contentMd5 = request.getHeader("Content-MD5");
        if (contentMd5 != null) {
            expected.add(expected("md5", contentMd5, "Content-MD5"));
        }
        for (var header : Collections.list(request.getHeaders(HASH))) {
            for (var hash : header.split(",")) {
                var parts = hash.strip().split("=", 2);
                expected.add(expected(parts[0].toLowerCase(Locale.ROOT), parts.length < 2 ? "" : parts[1], HASH));
            }
        }
        return expected.isEmpty() ? request.getInputStream() : new CheckedBody(request.getInputStream(), expected);
    }

    private static Expected expected(String algorithm, String base64, String header) {
        var length = switch (algorithm) {
            case "md5" -> MD5_BYTES;
            case "crc32c" -> Integer.BYTES;
            default -> throw StorageException.badRequest(HASH + " may be crc32c or md5");
        };
        try {
            var value = Base64.getDecoder().decode(base64.strip());
            if (value.length == length) {
                return new Expected(algorithm, value);
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw StorageException.invalidDigest(header);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        if (read < 0) {
            expected.forEach(this::check);
        } else {
            if (md5 != null) {
                md5.update(buffer, offset, read);
            }
            if (crc32c != null) {
                crc32c.update(buffer, offset, read);
            }
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check(Expected hash) {
        var actual = hash.algorithm.equals("md5") ? calculatedMd5() : calculatedCrc32c();
        if (!MessageDigest.isEqual(hash.value, actual)) {
            var base64 = Base64.getEncoder();
            throw StorageException.badDigest(
                    hash.algorithm, base64.encodeToString(hash.value), base64.encodeToString(actual));
        }
    }

    /** Digests a clone, because the end of the stream can be read more than once. */
    private byte[] calculatedMd5() {
        try {
            return ((MessageDigest) Objects.requireNonNull(md5).clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("MD5 of every Java platform can be copied", e);
        }
    }

    private byte[] calculatedCrc32c() {
        var value = (int) Objects.requireNonNull(crc32c).getValue();
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
