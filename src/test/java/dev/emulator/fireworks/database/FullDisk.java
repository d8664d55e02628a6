package dev.emulator.fireworks.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system for H2 that a test can make full and free again. Its URLs begin with {@code jdbc:h2:full:}. */
public final class FullDisk extends FilePathWrapper {

    private static final AtomicBoolean FULL = new AtomicBoolean();

    static void register() {
        FilePath.register(new FullDisk());
    }

    static void fill() {
        FULL.set(true);
    }

    static void freeSpace() {
        FULL.set(false);
    }

    @Override
    public String getScheme() {
        return "full";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode));
    }

    private static final class Channel extends FileBase {

        private final FileChannel channel;

        private Channel(FileChannel channel) {
            this.channel = channel;
        }

        private static void requireSpace() throws IOException {
            if (FULL.get()) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            requireSpace();
            return channel.write(bytes);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            requireSpace();
            return channel.write(bytes, position);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return channel.read(bytes);
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return channel.read(bytes, position);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            channel.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            channel.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }
    }
}
