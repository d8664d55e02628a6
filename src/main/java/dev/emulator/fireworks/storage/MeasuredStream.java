package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes size and checksum of a stream while it is read, and enforces a limit. */
final class MeasuredStream extends FilterInputStream {

    private final long limit;
    private final MessageDigest digest = sha256();
    private long size;

    MeasuredStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    Blob blob(String id) {
        return new Blob(id, size, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        if (read > 0) {
            size += read;
            digest.update(buffer, offset, read);
        }
        if (size > limit) {
            throw new ApiException(Code.RESOURCE_EXHAUSTED, "file is larger than " + limit + " bytes");
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
