package dev.emulator.fireworks.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Distinguishes chunks of uploads in progress, in any replica, from those of aborted uploads. Each upload has a mark that is renewed as its
 * bytes arrive. Chunks that belong to no file and have no recent mark are deleted.
 */
final class UploadMarks {

    private static final Logger log = LoggerFactory.getLogger(UploadMarks.class);

    /** Uses the clock of the database, which all replicas share. A day is longer than the upload and examination of the largest file. */
    private static final String ABANDONED = "current_timestamp - interval '1' day";

    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
    private static final int CHUNKS_BETWEEN_MARKS = 64;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

    UploadMarks(JdbcClient jdbc, TransactionOperations transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Must be called in the transaction that writes a chunk. */
    void touch(String id, int chunk) {
        if (chunk % CHUNKS_BETWEEN_MARKS == 0) {
            jdbc.sql("insert into blob_upload (blob_id, touched_time) values (?, current_timestamp)"
                            + " on conflict (blob_id) do update set touched_time = current_timestamp")
                    .param(id)
                    .update();
        }
    }

    void remove(String id) {
        jdbc.sql("delete from blob_upload where blob_id = ?").param(id).update();
    }

    /** Sweeps on the first upload after a start, and then at most once in an hour. */
    void sweepIfDue() {
        var now = clock.instant();
        var due = nextSweep.get();
        if (now.isBefore(due) || !nextSweep.compareAndSet(due, now.plus(BETWEEN_SWEEPS))) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> sweep());
        } catch (DataAccessException | TransactionException e) {
            log.debug("The sweep of aborted uploads failed", e);
        }
    }

    private void sweep() {
        var abandoned =
                jdbc.sql("select " + ABANDONED).query(OffsetDateTime.class).single();
        jdbc.sql("delete from blob_chunk where blob_id in (select c.blob_id from blob_chunk c where c.seq = 0"
                        + " and not exists (select 1 from resource_file f where f.blob_id = c.blob_id)"
                        + " and not exists (select 1 from blob_upload u where u.blob_id = c.blob_id"
                        + " and u.touched_time >= ?))")
                .param(abandoned)
                .update();
        jdbc.sql("delete from blob_upload where touched_time < ?")
                .param(abandoned)
                .update();
    }
}
