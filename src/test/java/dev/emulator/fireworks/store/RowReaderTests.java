package dev.emulator.fireworks.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Transient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Rows are read by the mapping that Hibernate writes them by, or the start fails. */
class RowReaderTests {

    record Note(String text) {}

    /** No entity, because Spring would look for its table. */
    abstract static class Notes extends Row<Note> {

        @Override
        protected String collection() {
            return "notes";
        }

        @Override
        protected Class<Note> specType() {
            return Note.class;
        }
    }

    enum Colour {
        RED
    }

    static final class Plain extends Notes {
        private double size;

        @OmittedFromViews
        private @Nullable String detail;

        @Transient
        private List<String> cached = List.of();

        double size() {
            return size;
        }

        String detail() {
            return read(detail);
        }

        List<String> cached() {
            return cached;
        }
    }

    static final class Lower implements AttributeConverter<String, String> {

        @Override
        public String convertToDatabaseColumn(String text) {
            return text;
        }

        @Override
        public String convertToEntityAttribute(String text) {
            return text;
        }
    }

    static final class Converted extends Notes {
        @Convert(converter = Lower.class)
        String field = "";
    }

    static final class Composed extends Notes {
        @Embedded
        Note field = new Note("");
    }

    static final class Lazy extends Notes {
        @Basic(fetch = FetchType.LAZY)
        String field = "";
    }

    static final class Collected extends Notes {
        @ElementCollection
        List<String> field = List.of();
    }

    static final class Listed extends Notes {
        List<String> field = List.of();
    }

    static final class Numbered extends Notes {
        @Enumerated
        Colour field = Colour.RED;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Converted | a field with @Convert
            Composed  | a field with @Embedded
            Lazy      | a field with @Basic
            Collected | a field with @ElementCollection
            Listed    | a column as List
            Numbered  | a column as Colour unless it is @Enumerated(EnumType.STRING)
            """)
    void aMappingThatOnlyHibernateFollowsIsRefused(String type, String reason) throws ClassNotFoundException {
        var row = Class.forName(RowReaderTests.class.getName() + "$" + type).asSubclass(Notes.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowReader.of(row))
                .withMessage(row.getName() + ".field: Rows cannot read " + reason);
    }

    @Test
    void aViewRefusesWhatItIsWithout() {
        var whole = read(RowReader.of(Plain.class));
        assertThat(whole.size()).isEqualTo(1.5);
        assertThat(whole.detail()).isEqualTo("everything");
        assertThat(whole.cached()).isEmpty();

        var view = read(RowReader.of(Plain.class).ofViews());
        assertThat(view.size()).isEqualTo(1.5);
        assertThatIllegalStateException()
                .isThrownBy(view::detail)
                .withMessage("accounts/acme/notes/first was read as a view, without this column");
    }

    @Test
    void whatViewsAreWithoutIsReadByWayOfTheRefusal() {
        fields().that()
                .areAnnotatedWith(OmittedFromViews.class)
                .should(new ArchCondition<>("be read together with a call of Row.read") {

                    @Override
                    public void check(JavaField field, ConditionEvents events) {
                        field.getAccessesToSelf().stream()
                                .filter(access -> access.getAccessType() == AccessType.GET)
                                .filter(access -> access.getOrigin().getMethodCallsFromSelf().stream()
                                        .noneMatch(call ->
                                                call.getTarget().getName().equals("read")))
                                .forEach(access ->
                                        events.add(SimpleConditionEvent.violated(access, access.getDescription())));
                    }
                })
                .check(new ClassFileImporter().importPackages("dev.emulator.fireworks"));
    }

    private static Plain read(RowReader<Plain> reader) {
        var dataSource = new SingleConnectionDataSource("jdbc:h2:mem:", true);
        try {
            return JdbcClient.create(dataSource)
                    .sql("select " + reader.columns() + " from (select 1 as uid, 0 as version, 'acme' as account_id,"
                            + " 'first' as resource_id, 'me' as created_by, now() as create_time, now() as update_time,"
                            + " '{}' as spec, 0 as spec_format, 1.5 as size, 'everything' as detail)")
                    .query(reader)
                    .single();
        } finally {
            dataSource.destroy();
        }
    }
}
