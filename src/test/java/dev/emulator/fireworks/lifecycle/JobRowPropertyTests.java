package dev.emulator.fireworks.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.job.JobProgress;
import dev.emulator.fireworks.job.JobRow;
import dev.emulator.fireworks.job.JobState;
import dev.emulator.fireworks.job.NewJob;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.Plan.Stage;
import dev.emulator.fireworks.plan.PlanCodec;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.springframework.test.util.ReflectionTestUtils;

/** What holds for a job on any plan, whatever is called and whenever the engine comes by. */
class JobRowPropertyTests {

    private static final Instant CREATED = Instant.parse("2026-10-10T16:10:52.104223Z");
    private static final Plan CANCELLATION = Plan.of(
            "cancel", Stage.of("JOB_STATE_CANCELLING", Duration.ofMillis(500)), Stage.of("JOB_STATE_CANCELLED", null));
    private static final Plan DELETION =
            Plan.removal("delete", Stage.of("JOB_STATE_DELETING_CLEANING_UP", Duration.ofMillis(500)));
    private static final Plan REST = Plan.of(
            "resume",
            Stage.progressing("JOB_STATE_RUNNING", Duration.ofSeconds(5)),
            Stage.of("JOB_STATE_COMPLETED", null));

    enum Call {
        ENGINE,
        CANCEL,
        DELETE,
        RESUME
    }

    /** @param after how long after the step before; a little less than nothing where clocks differ */
    record Step(Duration after, Call call) {}

    record Nothing() {}

    static final class Job extends JobRow<Nothing> {

        Job(Plan plan) {
            super(
                    new NewJob(new ResourceName("acme", "jobs", "job"), "developer@example.com", CREATED, ""),
                    new Nothing(),
                    plan,
                    new ProtoJson());
            ReflectionTestUtils.setField(this, "uid", 1L);
        }

        @Override
        protected String collection() {
            return "jobs";
        }

        @Override
        protected Class<Nothing> specType() {
            return Nothing.class;
        }
    }

    @Property
    void changesFollowOnOneAnotherAndAnEndingIsFinal(@ForAll("plans") Plan plan, @ForAll("steps") List<Step> steps) {
        var job = new Job(plan);
        var ledger = new ArrayList<Transition>();
        var now = CREATED;
        var removed = false;
        for (var step : steps) {
            if (removed) {
                break;
            }
            now = now.plus(step.after());
            removed = take(job, step.call(), now, ledger);
            assertThat(job.updateTime())
                    .isEqualTo(
                            ledger.isEmpty()
                                    ? CREATED
                                    : ledger.get(ledger.size() - 1).at());
        }
        var state = plan.stage(0).state();
        var at = CREATED;
        for (int i = 0; i < ledger.size(); i++) {
            var change = ledger.get(i);
            assertThat(ReflectionTestUtils.getField(change, "seq")).isEqualTo(i);
            assertThat(change.fromState()).isEqualTo(state);
            assertThat(change.at()).isAfterOrEqualTo(at);
            if (JobState.valueOf(state).isTerminal()) {
                assertThat(change.toState()).isEqualTo("JOB_STATE_DELETING_CLEANING_UP");
            }
            if (change.toState() == null) {
                assertThat(removed && i == ledger.size() - 1).isTrue();
            }
            state = Objects.requireNonNullElse(change.toState(), "");
            at = change.at();
        }
        assertThat(removed).isEqualTo(state.isEmpty());
    }

    @Property
    void progressOnlyRises(@ForAll("plans") Plan plan, @ForAll("steps") List<Step> steps) {
        var job = new Job(plan);
        var now = CREATED;
        Integer before = null;
        for (var step : steps) {
            now = now.plus(step.after().abs());
            if (take(job, step.call(), now, new ArrayList<>())) {
                break;
            }
            var percent = job.progress(now);
            if (before != null) {
                assertThat(percent).isNotNull().isGreaterThanOrEqualTo(before);
            }
            if (percent != null) {
                assertThat(percent).isBetween(0, 100);
                assertThat(JobProgress.of(percent, 3).epoch()).isEqualTo(Math.min(2, percent * 3 / 100));
            }
            before = percent;
        }
    }

    @Property
    void theCompletedTimeIsWhenTheJobEnded(@ForAll("plans") Plan plan, @ForAll("steps") List<Step> steps) {
        var job = new Job(plan);
        var now = CREATED;
        var ended = JobState.valueOf(plan.stage(0).state()).isTerminal() ? CREATED : null;
        for (var step : steps) {
            var ledger = new ArrayList<Transition>();
            now = now.plus(step.after());
            var removed = take(job, step.call(), now, ledger);
            for (var change : ledger) {
                var to = change.toState();
                ended = to != null && JobState.valueOf(to).isTerminal() ? change.at() : ended;
            }
            assertThat(job.completedTime()).isEqualTo(ended);
            if (removed) {
                break;
            }
        }
    }

    @Property
    void aPlanIsTheSameAfterItWasKept(@ForAll("plans") Plan plan) {
        assertThat(PlanCodec.parse(PlanCodec.text(plan))).isEqualTo(plan);
    }

    @Property
    void comingByOftenOrOnceMakesNoDifference(@ForAll("plans") Plan plan, @ForAll("steps") List<Step> steps) {
        var often = new Job(plan);
        var seen = new ArrayList<Transition>();
        var now = CREATED;
        for (var step : steps) {
            now = now.plus(step.after().abs());
            take(often, Call.ENGINE, now, seen);
        }
        var atOnce = new ArrayList<Transition>();
        take(often, Call.ENGINE, now, seen);
        take(new Job(plan), Call.ENGINE, now, atOnce);
        assertThat(seen).usingRecursiveComparison().isEqualTo(atOnce);
    }

    private static boolean take(Job job, Call call, Instant now, List<Transition> ledger) {
        try {
            switch (call) {
                case CANCEL -> job.cancel(CANCELLATION, now);
                case DELETE -> job.delete(DELETION, now);
                case RESUME -> job.resume(REST, now);
                case ENGINE -> {
                    return ((StatefulRow<?>) job).advance(now, Integer.MAX_VALUE);
                }
            }
        } catch (ApiException refused) {
            assertThat(refused.code()).isEqualTo(Code.FAILED_PRECONDITION);
        } finally {
            ledger.addAll(((StatefulRow<?>) job).takeTransitions());
        }
        return false;
    }

    @Provide
    Arbitrary<Plan> plans() {
        var going = Arbitraries.of(JobState.class).filter(state -> !state.isTerminal() && !state.isDeleting());
        var lasts = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(0, 5_000).map(Duration::ofMillis)),
                Tuple.of(1, Arbitraries.just(Duration.ofDays(3650))));
        var stages = Combinators.combine(going, lasts.injectNull(0.1), Arbitraries.of(true, false))
                .as((state, lasting, progresses) -> new Stage(state.name(), lasting, progresses, Code.OK, ""))
                .list()
                .ofMaxSize(6);
        var ending = Arbitraries.of(JobState.class)
                .filter(state -> !state.isDeleting())
                .map(state -> new Stage(state.name(), null, state == JobState.JOB_STATE_RUNNING, Code.OK, ""));
        return Combinators.combine(stages, ending).as((before, last) -> {
            var all = new ArrayList<>(before);
            all.add(last);
            return new Plan("any", all, false);
        });
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var after = Arbitraries.longs().between(-50, 4_000).map(Duration::ofMillis);
        return Combinators.combine(
                        after,
                        Arbitraries.frequency(
                                Tuple.of(6, Call.ENGINE),
                                Tuple.of(1, Call.CANCEL),
                                Tuple.of(1, Call.DELETE),
                                Tuple.of(2, Call.RESUME)))
                .as(Step::new)
                .list()
                .ofMaxSize(20);
    }
}
