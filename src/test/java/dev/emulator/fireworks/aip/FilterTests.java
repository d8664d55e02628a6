package dev.emulator.fireworks.aip;

import static dev.emulator.fireworks.aip.JobSchema.JOB;
import static dev.emulator.fireworks.aip.JobSchema.aFullJob;
import static dev.emulator.fireworks.aip.JobSchema.anEmptyJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.FloatNode;

class FilterTests {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "   ",
                // strings and wildcards
                "name = 'accounts/acme/jobs/j1'",
                "name=accounts/acme/jobs/j1",
                "name != other",
                "name = accounts/*",
                "name = '*/j1'",
                "name = '*acme*'",
                "name = acc*/acme/*/j1",
                "name = *",
                "name >= accounts",
                "name < b",
                "display_name = 'My First Job'",
                "displayName = \"My First Job\"",
                "display_name:first",
                "display_name:'FIRST J'",
                "display_name:*",
                // numbers, int64 as a string, bools
                "epochs = 3",
                "epochs > -1",
                "epochs<=3",
                "epochs:3",
                "example_count = 9007199254740993",
                "example_count != 9007199254740992",
                "exampleCount > 10",
                "learning_rate = 0.0001",
                "learning_rate = 1e-4",
                "learning_rate < .5",
                "early = true",
                "early:true",
                "early != false",
                "epochs:*",
                "early:*",
                "example_count:*",
                "learning_rate:*",
                // enums
                "state = RUNNING",
                "state = \"RUNNING\"",
                "state != COMPLETED",
                "state:*",
                // times and durations
                "create_time > 2026-08-30",
                "create_time < \"2026-08-31\"",
                "create_time = 2026-08-30T03:48:42.645723Z",
                "create_time = '2026-08-30T05:48:42.645723+02:00'",
                "create_time != null",
                "create_time:*",
                "max_duration = 1.5s",
                "max_duration > '1s'",
                "max_duration <= 1.500s",
                "max_duration != null",
                // messages, lists, maps
                "parent.epochs = 7",
                "parent != null",
                "parent:*",
                "base_model = null",
                "parent.parent = null",
                "parent.create_time = null",
                "tags:red",
                "tags:*",
                "labels:team",
                "labels.team = blue",
                "labels.'a.b' = dots",
                "labels:*",
                "steps:*",
                "steps.name:tw",
                "steps.state:COMPLETED",
                "steps.epochs:2",
                // what is not set equals nothing
                "base_model.name != x",
                "NOT base_model.name = x",
                "NOT base_model.epochs < 5",
                "labels.none != x",
                // text anywhere
                "blue",
                "'first job'",
                "DOTS",
                "accounts/acme",
                "my first",
                "-absent",
                // logic
                "epochs = 3 AND early = true",
                "epochs = 3 early = true",
                "epochs = 9 OR early = true",
                "NOT epochs = 9",
                "-epochs = 9",
                "NOT (epochs = 9 OR early = false)",
                "(((epochs = 3)))",
                "NOT NOT early = true",
                "epochs = 3 OR early = false AND state = RUNNING",
                "NOT(epochs = 9)",
            })
    void aFullJobPasses(String filter) {
        assertThat(Filter.parse(filter, JOB).test(aFullJob())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name = accounts",
                "name = '*jobs'",
                "name = accounts/acme/jobs/j1*1",
                "name = 'accounts\\*'",
                "display_name:second",
                "display_name = 'my first job'",
                "epochs = 4",
                "epochs != 3",
                "epochs > 3",
                "example_count = 9007199254740992",
                "early = false",
                "state = COMPLETED",
                "state != RUNNING",
                "create_time < 2026-08-30",
                "create_time = null",
                "max_duration = 1s",
                "parent = null",
                "base_model != null",
                "base_model:*",
                "base_model.epochs < 5",
                "base_model.epochs >= 5",
                "base_model.create_time < 2026-01-01",
                "base_model.name:*",
                "tags:re",
                "tags:blue",
                "labels:blue",
                "labels.team = red",
                "steps.name:three",
                "steps.epochs:3",
                "absent",
                "epochs = 3 AND absent",
                "my second",
                "NOT blue",
                "-blue",
                // OR binds tighter than AND
                "early = false AND epochs = 9 OR epochs = 3",
                "epochs = 3 OR epochs = 4 early = false",
            })
    void aFullJobDoesNotPass(String filter) {
        assertThat(Filter.parse(filter, JOB).test(aFullJob())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name", "display_name", "early", "epochs", "example_count", "learning_rate", "state", "create_time",
                "max_duration", "tags", "labels", "parent", "steps", "steps.name", "parent.name", "labels.x",
            })
    void whatIsZeroOrEmptyIsNotPresent(String path) {
        assertThat(Filter.parse(path + ":*", JOB).test(anEmptyJob())).isFalse();
    }

    @Test
    void aFloatEqualsTheDecimalItPrintsAs() {
        var job = anEmptyJob().set("learningRate", FloatNode.valueOf(0.0001f));

        assertThat(Filter.parse("learning_rate = 0.0001", JOB).test(job)).isTrue();
    }

    @Test
    void anEscapedAsteriskIsNoWildcard() {
        var job = anEmptyJob().put("name", "a*b");

        assertThat(Filter.parse("name = 'a\\*b'", JOB).test(job)).isTrue();
        assertThat(Filter.parse("name = 'a\\*b'", JOB).test(job.put("name", "axb")))
                .isFalse();
    }

    @Test
    void literalsHaveTheTypeOfTheirField() {
        assertThat(literal("name = 'a*b'")).isEqualTo(new Literal.Text("a*b", List.of("a", "b")));
        assertThat(literal("name = 'a\\*b'")).isEqualTo(new Literal.Text("a*b", List.of("a*b")));
        assertThat(literal("name < a*")).isEqualTo(new Literal.Text("a*", List.of("a*")));
        assertThat(literal("name:*")).isEqualTo(new Literal.Presence());
        assertThat(literal("name = null")).isEqualTo(new Literal.Text("null", List.of("null")));
        assertThat(literal("epochs = -5")).isEqualTo(new Literal.Int(-5));
        assertThat(literal("learning_rate = 5")).isEqualTo(new Literal.Real(5));
        assertThat(literal("early = true")).isEqualTo(new Literal.Bool(true));
        assertThat(literal("state = RUNNING")).isEqualTo(new Literal.EnumName("RUNNING"));
        assertThat(literal("create_time = null")).isEqualTo(new Literal.Null());
        assertThat(literal("create_time > 2026-01-01T00:00:00.5+01:00"))
                .isEqualTo(new Literal.Time(Instant.parse("2025-12-31T23:00:00.5Z")));
        assertThat(literal("max_duration = -0.5s")).isEqualTo(new Literal.Span(Duration.ofMillis(-500)));
    }

    @Test
    void pathsAreSpelledAsInJsonWhicheverWayTheyWereGiven() {
        var snake = (Filter.Restriction) Filter.parse("base_model.create_time > 2026-01-01", JOB);

        assertThat(snake.path().text()).isEqualTo("baseModel.createTime");
        assertThat(snake).isEqualTo(Filter.parse("baseModel.createTime > 2026-01-01", JOB));
    }

    @Test
    void conjunctsAreWhatMustAllHold() {
        assertThat(Filter.parse(null, JOB).conjuncts()).isEmpty();
        assertThat(Filter.parse("a OR b", JOB).conjuncts()).hasSize(1);
        assertThat(Filter.parse("(a AND b) AND c d OR e", JOB).conjuncts())
                .containsExactly(
                        new Filter.Anywhere("a"),
                        new Filter.Anywhere("b"),
                        new Filter.Anywhere("c"),
                        new Filter.Or(List.of(new Filter.Anywhere("d"), new Filter.Anywhere("e"))));
    }

    private static Literal literal(String filter) {
        return ((Filter.Restriction) Filter.parse(filter, JOB)).value();
    }
}
