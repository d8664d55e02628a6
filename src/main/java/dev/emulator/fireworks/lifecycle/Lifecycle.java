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

    /** Applies the transitions of a row that are due at a time, except its removal, before something else changes it at that time. */
    public void catchUp(StatefulRow<?> row, Instant at) {
        while (row.isDue(at) && !row.position().isBeforeRemoval()) {
            apply(row, due -> due.advance(at, 1));
        }
    }

    /**
     * Applies all due transitions. The listener is called for every row, because the results of an ended resource may be due as well. If
     * other resources follow the rows, it is called after each transition, otherwise once.
     *
     * @param rows rows of one type
     * @param remove deletes a row whose plan ends with its removal
     */
    void advance(
            LifecycleType type,
            List<? extends StatefulRow<?>> rows,
            Instant now,
            Consumer<? super StatefulRow<?>> remove) {
        var most = type.isFollowed() ? 1 : Integer.MAX_VALUE;
        var moving = rows;
        do {
            for (var row : moving) {
                if (row.advance(now, most)) {
                    remove.accept(row);
                }
            }
            record(moving);
            type.listener().onTransitions(moving);
            moving = moving.stream().filter(row -> row.isDue(now)).toList();
        } while (!moving.isEmpty());
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
