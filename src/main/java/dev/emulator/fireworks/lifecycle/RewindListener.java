package dev.emulator.fireworks.lifecycle;

import java.time.Instant;

/** Restores a rule across resources that the removal of some of them can break. */
@FunctionalInterface
public interface RewindListener {

    /** Called in the transaction that rewinds the resources of an account to an earlier time. */
    void onRewound(String account, Instant to);
}
