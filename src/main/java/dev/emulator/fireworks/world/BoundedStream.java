package dev.emulator.fireworks.world;

import dev.emulator.fireworks.aip.ApiException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Limits the unpacked size of an entry of an archive. */
final class BoundedStream extends FilterInputStream {

    private final String name;
    private final long limit;
    private long read;

    BoundedStream(InputStream in, String name, long limit) {
        super(in);
        this.name = name;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var number = super.read(buffer, offset, length);
        read += Math.max(0, number);
        if (read > limit) {
            throw ApiException.invalidArgument("the unpacked " + name + " is larger than " + limit + " bytes");
        }
        return number;
    }
}
