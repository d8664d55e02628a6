package dev.emulator.fireworks.lifecycle;

import java.util.List;

/** Is called with each batch of rows that were moved, in the transaction that moved them. */
@FunctionalInterface
public interface TransitionListener {

    /** @param rows rows of one type, each in its new state */
    void onTransitions(List<? extends StatefulRow<?>> rows);
}
