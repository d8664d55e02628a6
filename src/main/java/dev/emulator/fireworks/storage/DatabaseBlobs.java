package dev.emulator.fireworks.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Bytes as rows of a database that several emulators share, so that each can serve what another was sent. */
final class DatabaseBlobs implements Blobs {

    private static final int CHUNK = 256 * 1024;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final RandomGenerator random;

    DatabaseBlobs(JdbcClient jdbc, TransactionOperations transaction, RandomGenerator random) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.random = random;
    }

    @Override
    public Blob write(InputStream in, long limit) throws IOException {
        var id = Blob.newId(random);
        try (var measured = new MeasuredStream(in, limit)) {
            transaction.executeWithoutResult(status -> chunks(measured, id));
            return measured.blob(id);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void chunks(InputStream in, String id) {
        try {
            var number = 0;
            for (var bytes = in.readNBytes(CHUNK); bytes.length > 0; bytes = in.readNBytes(CHUNK)) {
                jdbc.sql("insert into blob_chunk (blob_id, seq, bytes) values (?, ?, ?)")
                        .params(id, number++, bytes)
                        .update();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(String id) {
        return new SequenceInputStream(new Chunks(id));
    }

    @Override
    public void delete(String id) {
        transaction.executeWithoutResult(status ->
                jdbc.sql("delete from blob_chunk where blob_id = ?").param(id).update());
    }

    private final class Chunks implements Enumeration<InputStream> {

        private final String id;
        private final int number;
        private int next;

        private Chunks(String id) {
            this.id = id;
            this.number = jdbc.sql("select count(*) from blob_chunk where blob_id = ?")
                    .param(id)
                    .query(Integer.class)
                    .single();
        }

        @Override
        public boolean hasMoreElements() {
            return next < number;
        }

        @Override
        public InputStream nextElement() {
            var bytes = jdbc.sql("select bytes from blob_chunk where blob_id = ? and seq = ?")
                    .params(id, next++)
                    .query((row, index) -> Objects.requireNonNull(row.getBytes(1)))
                    .single();
            return new ByteArrayInputStream(bytes);
        }
    }
}
