package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.store.ResourceRepository;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Changes the state of resources: updates the row, records the transitions and calls the listener of the resource's type. Must run in a
 * transaction in which the row is locked. A row that was changed in any other way is refused when it is written.
 */
@Component
public class Lifecycle {

    private final LifecycleTypes types;
    private final Transitions transitions;
    private final ResourceRepository repository;

    Lifecycle(LifecycleTypes types, Transitions transitions, ResourceRepository repository) {
        this.types = types;
        this.transitions = transitions;
        this.repository = repository;
    }

    /** Adds a new resource. The listener is called, because the first stage of a plan can be terminal. */
    public <R extends StatefulRow<?>> R insert(R row) {
        record(List.of(row));
        repository.add(row);
        type(row).listener().onTransitions(List.of(row));
        return row;
    }

    /** @param change may leave the row unchanged; then nothing is recorded and the listener is not called */
    public <R extends StatefulRow<?>> void apply(R row, Consumer<? super R> change) {
        change.accept(row);
        if (record(List.of(row))) {
            type(row).listener().onTransitions(List.of(row));
        }
    }

    /**
     * Applies all due transitions. The listener is called for every row, because the results of an ended resource may be due as well.
     *
     * @param rows rows of one type
     * @param remove deletes a row whose plan ends with its removal
     */
    void advance(
            LifecycleType type,
            List<? extends StatefulRow<?>> rows,
            Instant now,
            Consumer<? super StatefulRow<?>> remove) {
        for (var row : rows) {
            if (row.advance(now)) {
                remove.accept(row);
            }
        }
        record(rows);
        type.listener().onTransitions(rows);
    }

    private boolean record(List<? extends StatefulRow<?>> rows) {
        var made = rows.stream().flatMap(row -> row.takeTransitions().stream()).toList();
        transitions.record(made);
        return !made.isEmpty();
    }

    private LifecycleType type(StatefulRow<?> row) {
        return types.require(row.name().collection());
    }
}
