package dev.emulator.fireworks.account;

import dev.emulator.fireworks.account.Suspensions.Suspension;
import dev.emulator.fireworks.store.ResourceIds;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Suspends accounts. */
@RestController
@RequestMapping("/_emulator/v1/accounts/{account}/suspension")
class SuspensionController {

    private final Suspensions suspensions;
    private final AccountService accounts;
    private final ResourceIds ids;

    SuspensionController(Suspensions suspensions, AccountService accounts, ResourceIds ids) {
        this.suspensions = suspensions;
        this.accounts = accounts;
        this.ids = ids;
    }

    /** Returns whether an account is suspended, and why. */
    @GetMapping
    Suspension get(@PathVariable String account) {
        return suspensions.get(ids.validAccountId(account));
    }

    /** Suspends an account, or ends its suspension. Inference requests of a suspended account are refused. */
    @PutMapping
    Suspension set(@PathVariable String account, @RequestBody Suspension suspension) {
        accounts.get(account);
        return suspensions.set(account, suspension);
    }
}
