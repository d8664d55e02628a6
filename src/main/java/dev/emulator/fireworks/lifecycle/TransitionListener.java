package dev.emulator.fireworks.lifecycle;

import java.util.List;

/** Hears of the rows that were moved, a batch at a time and in the transaction that moved them. */
@FunctionalInterface
public interface TransitionListener {

    /** @param rows all of one type, each in the state it has come to */
    void onTransitions(List<? extends StatefulRow<?>> rows);
}
