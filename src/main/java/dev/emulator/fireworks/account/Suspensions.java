package dev.emulator.fireworks.account;

import dev.emulator.fireworks.account.Account.SuspendState;
import dev.emulator.fireworks.store.AccountSettings;
import org.springframework.stereotype.Component;

/** The accounts that are suspended. */
@Component
public class Suspensions {

    private final AccountSettings<Suspension> settings;

    Suspensions(AccountSettings.Factory settings) {
        this.settings = settings.open("suspension", Suspension.class);
    }

    /** Whether an account is suspended, and why. */
    record Suspension(SuspendState suspendState) {}

    public boolean isSuspended(String account) {
        return state(account) != SuspendState.UNSUSPENDED;
    }

    SuspendState state(String account) {
        return settings.get(account).suspendState();
    }

    Suspension get(String account) {
        return settings.get(account);
    }

    Suspension set(String account, Suspension suspension) {
        return settings.change(account, before -> suspension);
    }
}
