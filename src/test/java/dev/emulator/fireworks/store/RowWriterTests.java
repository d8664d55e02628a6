package dev.emulator.fireworks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.protojson.ProtoJson;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Rows that {@link RowWriter} writes are read unchanged, and a batch writes exactly what has changed. */
class RowWriterTests {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.123456Z");

    record Note(String text) {}

    enum Colour {
        RED,
        BLUE
    }

    @Table(name = "note")
    static final class NoteRow extends Row<Note> {

        @Enumerated(EnumType.STRING)
        private @Nullable Colour colour;

        private double size;
        private @Nullable Instant readAt;
        private @Nullable Integer pages;
        private boolean locked;

        NoteRow() {}

        NoteRow(String id) {
            super(new ResourceName("acme", "notes", id), "me", NOW, new Note(id), new ProtoJson());
        }

        @Override
        protected String collection() {
            return "notes";
        }

        @Override
        protected Class<Note> specType() {
            return Note.class;
        }

        @Override
        protected void checkBeforeWriting() {
            if (locked) {
                throw new IllegalStateException("locked");
            }
        }
    }

    private final SingleConnectionDataSource dataSource = new SingleConnectionDataSource("jdbc:h2:mem:", true);
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final RowReader<NoteRow> reader = RowReader.of(NoteRow.class);
    private final RowWriter<NoteRow> writer = new RowWriter<>(jdbc, NoteRow.class);

    @BeforeEach
    void twoNotes() {
        jdbc.execute("create table note (uid bigint primary key, version bigint, account_id text, resource_id text,"
                + " created_by text, create_time timestamp(6) with time zone, update_time timestamp(6) with time zone,"
                + " spec text, spec_format int, colour text, size double, read_at timestamp(6) with time zone,"
                + " pages int, locked boolean)");
        var full = note("full", 1);
        full.colour = Colour.BLUE;
        full.size = 1.5;
        full.readAt = NOW;
        full.pages = 7;
        writer.insert(List.of(full, note("empty", 2)));
    }

    @AfterEach
    void close() {
        dataSource.destroy();
    }

    @Test
    void insertedRowsAreReadUnchanged() {
        var read = rows();
        assertThat(read).extracting(row -> row.colour).containsExactly(Colour.BLUE, null);
        assertThat(read).extracting(row -> row.size).containsExactly(1.5, 0.0);
        assertThat(read).extracting(row -> row.readAt).containsExactly(NOW, null);
        assertThat(read).extracting(row -> row.pages).containsExactly(7, null);
        assertThat(read).extracting(NoteRow::createTime).containsOnly(NOW);
        assertThat(read.get(0).spec(new ProtoJson()).value()).isEqualTo(new Note("full"));
    }

    @Test
    void aBatchWritesChangedRowsAndIncreasesTheirVersion() {
        var batch = new RowBatch<>(writer, rows());
        batch.rows().get(0).readAt = null;
        batch.rows().get(0).touch(NOW.plusSeconds(1));
        batch.save();

        var read = rows();
        assertThat(read.get(0).readAt).isNull();
        assertThat(read.get(0).updateTime()).isEqualTo(NOW.plusSeconds(1));
        assertThat(read.get(0).pages).isEqualTo(7);
        assertThat(versions()).containsExactly(1L, 0L);
    }

    @Test
    void rowsWithDifferentChangesKeepTheirOtherColumns() {
        var batch = new RowBatch<>(writer, rows());
        batch.rows().get(0).pages = 8;
        batch.rows().get(1).colour = Colour.RED;
        batch.save();

        assertThat(rows()).extracting(row -> row.pages).containsExactly(8, null);
        assertThat(rows()).extracting(row -> row.colour).containsExactly(Colour.BLUE, Colour.RED);
        assertThat(versions()).containsExactly(1L, 1L);
    }

    @Test
    void aBatchDeletesRemovedRows() {
        var batch = new RowBatch<>(writer, rows());
        batch.rows().get(0).pages = 8;
        batch.remove(batch.rows().get(0));
        batch.save();
        assertThat(rows()).extracting(Row::resourceId).containsExactly("empty");
    }

    @Test
    void aRowThatMustNotBeWrittenIsRefused() {
        var batch = new RowBatch<>(writer, rows());
        batch.rows().get(1).locked = true;
        assertThatThrownBy(batch::save).hasMessage("locked");
        assertThat(versions()).containsExactly(0L, 0L);
    }

    @Test
    void aKeyIsUsedOnce() {
        assertThatThrownBy(() -> writer.insert(List.of(note("again", 1)))).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void keysComeInBlocksOfTheSequence() {
        jdbc.execute("create sequence row_uid increment by 100");
        var keys = new RowKeys(jdbc);
        var other = new RowKeys(jdbc);
        assertThat(IntStream.range(0, 500).mapToObj(i -> (i % 3 == 0 ? keys : other).next()))
                .doesNotHaveDuplicates();
    }

    private static NoteRow note(String id, long key) {
        var row = new NoteRow(id);
        row.assignKey(key);
        return row;
    }

    private List<NoteRow> rows() {
        return jdbc.query("select " + reader.columns() + " from note order by uid", reader);
    }

    private List<Long> versions() {
        return jdbc.queryForList("select version from note order by uid", Long.class);
    }
}
