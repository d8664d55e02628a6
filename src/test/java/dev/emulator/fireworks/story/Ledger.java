package dev.emulator.fireworks.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the table of state transitions. */
public final class Ledger {

    private final JdbcClient jdbc;

    public Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A transition of a row. {@code seq} counts the transitions of the row. {@code to} is null if the transition deleted the row. */
    public record Change(
            long row,
            int seq,
            String id,
            String from,
            @Nullable String to,
            Instant at) {

        /** Returns a short form for assertions, such as {@code CREATING>RUNNING} or {@code DELETING_CLEANING_UP>}. */
        @Override
        public String toString() {
            return (from + ">" + Objects.requireNonNullElse(to, "")).replace("JOB_STATE_", "");
        }
    }

    public List<Change> of(String account) {
        return jdbc.sql("select row_uid, seq, resource_id, from_state, to_state, moved_at from transition"
                        + " where account_id = ? order by row_uid, seq")
                .param(account)
                .query((row, number) -> new Change(
                        row.getLong(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Returns the transitions of each row, deleted rows included. Asserts that each transition starts at the state and after the time of the one before. */
    public Map<Long, List<Change>> histories(String account) {
        var histories = new LinkedHashMap<Long, List<Change>>();
        of(account)
                .forEach(change -> histories
                        .computeIfAbsent(change.row(), row -> new ArrayList<>())
                        .add(change));
        histories.values().forEach(Ledger::assertContiguous);
        return histories;
    }

    private static void assertContiguous(List<Change> changes) {
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            assertThat(change.seq()).isEqualTo(i);
            if (i > 0) {
                assertThat(change.from()).isEqualTo(changes.get(i - 1).to());
                assertThat(change.at()).isAfterOrEqualTo(changes.get(i - 1).at());
            }
        }
    }
}
