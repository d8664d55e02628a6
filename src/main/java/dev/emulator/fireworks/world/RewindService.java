package dev.emulator.fireworks.world;

import dev.emulator.fireworks.lifecycle.ClockService;
import dev.emulator.fireworks.lifecycle.LifecycleService;
import dev.emulator.fireworks.storage.Blobs;
import dev.emulator.fireworks.store.ResourceCounts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rewinds an account to an earlier time, as far as the recorded transitions allow. It deletes resources that were created later, and moves
 * the others back to their former states. Other changes are not undone, and deleted resources do not come back.
 */
@Component
class RewindService {

    private final WorldTables tables;
    private final LifecycleService lifecycle;
    private final ClockService clocks;
    private final ResourceCounts counts;
    private final Blobs blobs;
    private final JdbcClient jdbc;

    RewindService(
            WorldTables tables,
            LifecycleService lifecycle,
            ClockService clocks,
            ResourceCounts counts,
            Blobs blobs,
            JdbcClient jdbc) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.clocks = clocks;
        this.counts = counts;
        this.blobs = blobs;
        this.jdbc = jdbc;
    }

    /** Must run in the transaction that creates the copy. Stops the account's clock at the given time. */
    void rewind(String account, Instant to) {
        var moment = to.atOffset(ZoneOffset.UTC);
        lifecycle.rewind(account, to);
        for (var resource : tables.resources()) {
            if (!resource.stateful()) {
                drop(account, resource, moment);
            }
        }
        tables.timed()
                .forEach(
                        (table, time) -> jdbc.sql("delete from " + table + " where account_id = ? and " + time + " > ?")
                                .params(account, moment)
                                .update());
        clocks.begin(account, to);
    }

    private void drop(String account, WorldTables.Resource resource, OffsetDateTime after) {
        var later = "select uid from " + resource.name() + " where account_id = ? and create_time > ?";
        var unused = jdbc.sql("select blob_id from " + WorldTables.FILES
                        + " where blob_id is not null and owner_uid in (" + later + ")")
                .params(account, after)
                .query(String.class)
                .list();
        tables.owned()
                .forEach((table, owner) -> jdbc.sql("delete from " + table + " where " + owner + " in (" + later + ")")
                        .params(account, after)
                        .update());
        var number = jdbc.sql("delete from " + resource.name() + " where account_id = ? and create_time > ?")
                .params(account, after)
                .update();
        if (number > 0) {
            counts.add(resource.collection(), account, -number);
        }
        deleteOnceDone(unused);
    }

    private void deleteOnceDone(List<String> unused) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                unused.forEach(blobs::delete);
            }
        });
    }
}
