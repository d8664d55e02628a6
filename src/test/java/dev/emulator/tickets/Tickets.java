package dev.emulator.tickets;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.lifecycle.Lifecycle;
import dev.emulator.fireworks.lifecycle.LifecycleType;
import dev.emulator.fireworks.lifecycle.StatefulRow;
import dev.emulator.fireworks.lifecycle.TransitionListener;
import dev.emulator.fireworks.plan.Curve;
import dev.emulator.fireworks.plan.MatchAttribute;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.PlanAttribute;
import dev.emulator.fireworks.plan.PlanSelector;
import dev.emulator.fireworks.plan.PlanTemplate;
import dev.emulator.fireworks.plan.StateModel;
import dev.emulator.fireworks.store.ResourceRepository;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A second type of resource with states, as another package would declare it. */
final class Tickets {

    private final Lifecycle lifecycle;
    private final PlanSelector plans;
    private final AccountClocks clocks;
    private final EntityManager entities;
    private final ResourceRepository repository;
    private final TransactionOperations transaction;

    Tickets(
            Lifecycle lifecycle,
            PlanSelector plans,
            AccountClocks clocks,
            EntityManager entities,
            ResourceRepository repository,
            TransactionOperations transaction) {
        this.lifecycle = lifecycle;
        this.plans = plans;
        this.clocks = clocks;
        this.entities = entities;
        this.repository = repository;
        this.transaction = transaction;
    }

    void create(String account, String id, String priority) {
        var name = new ResourceName(account, TicketRow.COLLECTION, id);
        var plan = plans.choose(new PlanSelector.Candidate(name, "", Map.of("priority", priority)))
                .orElseGet(() ->
                        Plan.of("usual", Plan.Stage.of("OPEN", Duration.ofSeconds(10)), Plan.Stage.of("CLOSED", null)));
        transaction.executeWithoutResult(status ->
                lifecycle.insert(new TicketRow(name, clocks.of(account).instant(), clocks.timeline(account), plan)));
    }

    void createWithoutLifecycle(String account, String id) {
        var plan = Plan.of("usual", Plan.Stage.of("OPEN", null));
        transaction.executeWithoutResult(status -> repository.add(new TicketRow(
                new ResourceName(account, TicketRow.COLLECTION, id),
                clocks.of(account).instant(),
                "",
                plan)));
    }

    void close(String account, String id) {
        transaction.executeWithoutResult(status -> lifecycle.apply(
                find(account, id), ticket -> ticket.close(clocks.of(account).instant())));
    }

    void closeWithoutLifecycle(String account, String id) {
        transaction.executeWithoutResult(
                status -> find(account, id).close(clocks.of(account).instant()));
    }

    private TicketRow find(String account, String id) {
        return (TicketRow) entities.createNativeQuery(
                        "select * from " + TicketRow.TABLE + " where account_id = ?1 and resource_id = ?2",
                        TicketRow.class)
                .setParameter(1, account)
                .setParameter(2, id)
                .getSingleResult();
    }

    /** The states that tickets were in when their listener was told, in order. */
    static final class Told implements TransitionListener {

        final List<String> states = new ArrayList<>();

        @Override
        public synchronized void onTransitions(List<? extends StatefulRow<?>> rows) {
            rows.forEach(row -> states.add(row.name().id() + " " + ((TicketRow) row).state()));
        }
    }

    private static final class States implements StateModel {

        @Override
        public List<String> states() {
            return List.of("OPEN", "CLOSED");
        }

        @Override
        public Optional<String> state(String spelled) {
            return Optional.of(spelled.toUpperCase(Locale.ROOT)).filter(states()::contains);
        }

        @Override
        public boolean isTerminal(String state) {
            return state.equals("CLOSED");
        }

        @Override
        public boolean isDeleting(String state) {
            return false;
        }

        @Override
        public boolean canSettle(String state) {
            return false;
        }

        @Override
        public Plan.Stage stage(String state, @Nullable Duration lasts) {
            return Plan.Stage.of(state, lasts);
        }

        @Override
        public List<PlanTemplate> readyPlans() {
            return List.of(ready("closes", Map.of("mood", "GOOD")), ready("writes-poems", Map.of("poem", "SONNET")));
        }

        private static PlanTemplate ready(String name, Map<String, String> attributes) {
            var stages = List.of(
                    new PlanTemplate.Stage("OPEN", "5s", null, "", ""),
                    new PlanTemplate.Stage("CLOSED", "", null, "", ""));
            return new PlanTemplate(name, "", stages, 0, Curve.LINEAR, attributes, "");
        }
    }

    /** Outside of the emulator's own packages, so that no other test scans the entity. */
    @EntityScan({"dev.emulator.fireworks", "dev.emulator.tickets"})
    @TestConfiguration(proxyBeanMethods = false)
    static class Configuration {

        @Bean
        Told told() {
            return new Told();
        }

        @Bean
        LifecycleType ticketLifecycle(JdbcClient jdbc, Told told) {
            jdbc.sql("create table if not exists " + TicketRow.TABLE + " as select uid, version, account_id,"
                            + " resource_id, created_by, create_time, update_time, state, status_code, status_message,"
                            + " plan, stage, stage_entered_at, next_transition_at, put_off_until, transition_count,"
                            + " progress_from, progress_to, spec, spec_format, timeline, progress_curve"
                            + " from supervised_fine_tuning_job where 1 = 0")
                    .update();
            return new LifecycleType(
                    TicketRow.class,
                    TicketRow.TABLE,
                    TicketRow.COLLECTION,
                    new States(),
                    List.of(new MatchAttribute("priority", false)),
                    List.of(new PlanAttribute("mood", List.of("GOOD", "BAD"))),
                    told);
        }

        @Bean
        Tickets tickets(
                Lifecycle lifecycle,
                PlanSelector plans,
                AccountClocks clocks,
                EntityManager entities,
                ResourceRepository repository,
                TransactionOperations transaction) {
            return new Tickets(lifecycle, plans, clocks, entities, repository, transaction);
        }
    }
}
