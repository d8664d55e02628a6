package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.store.ResourceRepository;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The only way to change the state of a resource: changes the row, records its transitions and tells the listener of its type. Belongs
 * into a transaction in which the row is locked. A row whose change was not made here is refused when it is written.
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

    /** Adds a new resource. Its plan can begin with its end, so the listener is told. */
    public <R extends StatefulRow<?>> R insert(R row) {
        record(row);
        repository.add(row);
        type(row).listener().onTransitions(List.of(row));
        return row;
    }

    /** @param change may leave the row as it is, which is then neither recorded nor told */
    public <R extends StatefulRow<?>> void apply(R row, Consumer<? super R> change) {
        change.accept(row);
        if (record(row)) {
            type(row).listener().onTransitions(List.of(row));
        }
    }

    /**
     * Makes all transitions that are due. The listener is told of every row, since what follows an end may be due as well.
     *
     * @param rows all of one type
     * @param remove what to do with a row whose plan is over and removes it
     */
    void advance(
            LifecycleType type,
            List<? extends StatefulRow<?>> rows,
            Instant now,
            Consumer<? super StatefulRow<?>> remove) {
        for (var row : rows) {
            var removed = row.advance(now);
            record(row);
            if (removed) {
                remove.accept(row);
            }
        }
        type.listener().onTransitions(rows);
    }

    private boolean record(StatefulRow<?> row) {
        var made = row.takeTransitions();
        made.forEach(transitions::record);
        return !made.isEmpty();
    }

    private LifecycleType type(StatefulRow<?> row) {
        return types.require(row.name().collection());
    }
}
