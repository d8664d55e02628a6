package dev.emulator.fireworks.aip;

import static dev.emulator.fireworks.aip.JobSchema.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.ObjectNode;

class FilterPropertyTests {

    /** What the filters are about, in plain Java. */
    record Job(String name, int epochs, long exampleCount, boolean early, String state) {

        ObjectNode json() {
            return JobSchema.anEmptyJob()
                    .put("name", name)
                    .put("epochs", epochs)
                    .put("exampleCount", Long.toString(exampleCount))
                    .put("early", early)
                    .put("state", state);
        }
    }

    /** A filter as text, and the same in plain Java. */
    record Expected(String text, Predicate<Job> meaning) {}

    @Property(tries = 2000)
    void aFilterMeansWhatPlainJavaSays(@ForAll("expressions") Expected expected, @ForAll("jobs") Job job) {
        assertThat(passes(expected.text(), job)).isEqualTo(expected.meaning().test(job));
    }

    @Property(tries = 300)
    void twoNegationsAreNone(@ForAll("expressions") Expected a, @ForAll("jobs") Job job) {
        assertThat(passes("NOT (-(" + a.text() + "))", job)).isEqualTo(passes(a.text(), job));
    }

    @Property(tries = 300)
    void deMorganHolds(@ForAll("expressions") Expected a, @ForAll("expressions") Expected b, @ForAll("jobs") Job job) {
        assertThat(passes("NOT ((" + a.text() + ") AND (" + b.text() + "))", job))
                .isEqualTo(passes("NOT (" + a.text() + ") OR NOT (" + b.text() + ")", job));
        assertThat(passes("NOT ((" + a.text() + ") OR (" + b.text() + "))", job))
                .isEqualTo(passes("NOT (" + a.text() + ") AND NOT (" + b.text() + ")", job));
    }

    @Property(tries = 2000)
    void anyTextIsAFilterOrAnApiException(@ForAll String text) {
        parseOrRefuse(text);
    }

    @Property(tries = 3000)
    void anyJumbleOfTheGrammarIsAFilterOrAnApiException(@ForAll("jumbles") String text) {
        parseOrRefuse(text);
    }

    private static void parseOrRefuse(String text) {
        try {
            Filter filter = Filter.parse(text, JOB);
            filter.test(JobSchema.aFullJob());
            filter.test(JobSchema.anEmptyJob());
        } catch (ApiException e) {
            assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(e).hasMessageStartingWith("invalid filter: ");
        }
    }

    private static boolean passes(String filter, Job job) {
        return Filter.parse(filter, JOB).test(job.json());
    }

    @Provide
    Arbitrary<String> jumbles() {
        return Arbitraries.of(
                        "AND",
                        "OR",
                        "NOT",
                        "-",
                        "(",
                        ")",
                        "=",
                        "!=",
                        "<",
                        "<=",
                        ">",
                        ">=",
                        ":",
                        "*",
                        ".",
                        ",",
                        "\"",
                        "'",
                        "\\",
                        " ",
                        " ",
                        " ",
                        "name",
                        "epochs",
                        "state",
                        "parent",
                        "steps",
                        "labels",
                        "tags",
                        "create_time",
                        "RUNNING",
                        "null",
                        "true",
                        "3",
                        "-1",
                        "1.5",
                        "20s",
                        "2026-01-01",
                        "'a*'",
                        "\"x\"",
                        "é",
                        "\ud800")
                .list()
                .ofMaxSize(30)
                .map(words -> String.join("", words));
    }

    @Provide
    Arbitrary<Job> jobs() {
        return Combinators.combine(
                        names(),
                        Arbitraries.integers().between(-2, 2),
                        Arbitraries.longs(),
                        Arbitraries.of(true, false),
                        states())
                .as(Job::new);
    }

    @Provide
    Arbitrary<Expected> expressions() {
        return expression(2);
    }

    // Follows the grammar's own levels, so that parentheses stand only where the grammar needs them.
    private Arbitrary<Expected> expression(int depth) {
        Arbitrary<Expected> factor = joined(term(depth), " OR ");
        return Combinators.combine(factor, factor, Arbitraries.of("", " ", " AND ", "\tAND\n"))
                .as((a, b, and) -> and.isEmpty()
                        ? a
                        : new Expected(a.text() + and + b.text(), a.meaning().and(b.meaning())));
    }

    private static Arbitrary<Expected> joined(Arbitrary<Expected> term, String or) {
        return term.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(terms -> new Expected(
                        terms.stream().map(Expected::text).collect(Collectors.joining(or)),
                        job -> terms.stream().anyMatch(t -> t.meaning().test(job))));
    }

    private Arbitrary<Expected> term(int depth) {
        if (depth == 0) {
            return restriction();
        }
        Arbitrary<Expected> composite = expression(depth - 1).map(e -> new Expected("(" + e.text() + ")", e.meaning()));
        Arbitrary<Expected> negation = Combinators.combine(Arbitraries.of("NOT ", "-"), term(depth - 1))
                .as((not, t) -> new Expected(not + t.text(), t.meaning().negate()));
        return Arbitraries.oneOf(restriction(), composite, negation);
    }

    private Arbitrary<Expected> restriction() {
        Arbitrary<Operator> comparisons = Arbitraries.of(Operator.class).filter(op -> op != Operator.HAS);
        Arbitrary<Operator> equalities = Arbitraries.of(Operator.EQUALS, Operator.NOT_EQUALS);
        return Arbitraries.oneOf(
                Combinators.combine(comparisons, Arbitraries.integers().between(-2, 2))
                        .as((op, n) -> expected("epochs", op, "" + n, job -> Integer.compare(job.epochs(), n))),
                Combinators.combine(comparisons, Arbitraries.longs())
                        .as((op, n) ->
                                expected("example_count", op, "" + n, job -> Long.compare(job.exampleCount(), n))),
                Combinators.combine(comparisons, names())
                        .as((op, s) -> expected(
                                "name", op, quoted(s), job -> job.name().compareTo(s))),
                Combinators.combine(equalities, Arbitraries.of(true, false))
                        .as((op, b) -> expected("early", op, "" + b, job -> Boolean.compare(job.early(), b))),
                Combinators.combine(equalities, states())
                        .as((op, s) ->
                                expected("state", op, s, job -> job.state().compareTo(s))),
                names().map(s -> new Expected(
                        "name = \"" + escaped(s) + "*\"", job -> job.name().startsWith(s))));
    }

    private interface Comparing {
        int sign(Job job);
    }

    private static Expected expected(String field, Operator op, String literal, Comparing comparing) {
        return new Expected(field + " " + op.symbol() + literal, job -> switch (op) {
            case EQUALS, HAS -> comparing.sign(job) == 0;
            case NOT_EQUALS -> comparing.sign(job) != 0;
            case LESS -> comparing.sign(job) < 0;
            case LESS_OR_EQUAL -> comparing.sign(job) <= 0;
            case GREATER -> comparing.sign(job) > 0;
            case GREATER_OR_EQUAL -> comparing.sign(job) >= 0;
        });
    }

    private static String quoted(String text) {
        return "\"" + escaped(text) + "\"";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("*", "\\*");
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab*").ofMaxLength(3),
                Arbitraries.strings().ofMaxLength(5));
    }

    private static Arbitrary<String> states() {
        return Arbitraries.of(List.of("STATE_UNSPECIFIED", "RUNNING", "COMPLETED"));
    }
}
