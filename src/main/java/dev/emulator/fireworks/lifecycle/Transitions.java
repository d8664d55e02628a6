package dev.emulator.fireworks.lifecycle;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The ledger of all changes of state. */
@Component
public class Transitions {

    private final EntityManager entities;
    private final MeterRegistry meters;

    Transitions(EntityManager entities, MeterRegistry meters) {
        this.entities = entities;
        this.meters = meters;
    }

    /** Belongs into the transaction that changes the row. */
    public void record(Transition transition) {
        entities.persist(transition);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                count(transition);
            }
        });
    }

    private void count(Transition transition) {
        var to = Objects.requireNonNullElse(transition.toState(), "");
        meters.counter("emulator.transitions", "from", transition.fromState(), "to", to)
                .increment();
    }
}
