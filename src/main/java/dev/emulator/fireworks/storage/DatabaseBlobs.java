package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stores files in the database, so that all replicas can serve them. Each chunk is written in a separate transaction. A connection is held
 * while a chunk is written, but not while its bytes arrive.
 */
final class DatabaseBlobs implements Blobs {

    private static final Logger log = LoggerFactory.getLogger(DatabaseBlobs.class);

    private static final int CHUNK = 256 * 1024;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final RandomGenerator random;
    private final UploadMarks marks;

    DatabaseBlobs(JdbcClient jdbc, TransactionOperations transaction, RandomGenerator random, UploadMarks marks) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.random = random;
        this.marks = marks;
    }

    @Override
    public Blob write(InputStream in, long limit) throws IOException {
        marks.sweepIfDue();
        var id = Blob.newId(random);
        var done = false;
        try (var measured = new MeasuredStream(in, limit)) {
            var number = 0;
            for (var bytes = measured.readNBytes(CHUNK); bytes.length > 0; bytes = measured.readNBytes(CHUNK)) {
                keep(id, number++, bytes);
            }
            done = true;
            return measured.blob(id);
        } finally {
            if (!done) {
                discard(id);
            }
        }
    }

    private void keep(String id, int number, byte[] bytes) {
        transaction.executeWithoutResult(status -> {
            marks.touch(id, number);
            jdbc.sql("insert into blob_chunk (blob_id, seq, bytes) values (?, ?, ?)")
                    .params(id, number, bytes)
                    .update();
        });
    }

    /** If the delete fails because of an outage, a later sweep deletes the chunks. */
    private void discard(String id) {
        try {
            delete(id);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The bytes of a failed upload will be deleted later", e);
        }
    }

    @Override
    public InputStream open(String id) {
        return new SequenceInputStream(new Chunks(id, 0));
    }

    @Override
    public InputStream open(String id, long offset) throws IOException {
        var in = new SequenceInputStream(new Chunks(id, Math.toIntExact(offset / CHUNK)));
        in.skipNBytes(offset % CHUNK);
        return in;
    }

    @Override
    public boolean has(Blob blob) {
        return blob.size() == 0 || count(blob.id()) > 0;
    }

    @Override
    public void delete(String id) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from blob_chunk where blob_id = ?").param(id).update();
            marks.remove(id);
        });
    }

    /** The health check of the database covers this. */
    @Override
    public boolean isWritable() {
        return true;
    }

    private int count(String id) {
        return jdbc.sql("select count(*) from blob_chunk where blob_id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private final class Chunks implements Enumeration<InputStream> {

        private final String id;
        private final int number;
        private int next;

        private Chunks(String id, int first) {
            this.id = id;
            this.next = first;
            this.number = count(id);
        }

        @Override
        public boolean hasMoreElements() {
            return next < number;
        }

        @Override
        public InputStream nextElement() {
            return jdbc.sql("select bytes from blob_chunk where blob_id = ? and seq = ?")
                    .params(id, next++)
                    .query((row, index) -> new ByteArrayInputStream(Objects.requireNonNull(row.getBytes(1))))
                    .optional()
                    .orElseThrow(() -> new ApiException(Code.NOT_FOUND, "the file was deleted while it was read"));
        }
    }
}
