package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.AuthProperties.Key;
import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.chance.RandomSeed;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.faults.AccountFaults.Fired;
import dev.emulator.fireworks.store.AccountSettings;
import dev.emulator.fireworks.store.NamedEntry;
import dev.emulator.fireworks.store.ResourceIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The faults of all accounts, with how often each has fired. All emulators on one database share them. */
@Component
public class Faults {

    private static final String COLLECTION = "faults";

    private final AccountSettings<AccountFaults> documents;
    private final AccountClocks clocks;
    private final RandomSeed randomSeed;
    private final ResourceIds ids;
    private final Set<String> keysAccounts;

    Faults(
            AccountSettings.Factory factory,
            AccountClocks clocks,
            RandomSeed randomSeed,
            ResourceIds ids,
            EmulatorProperties properties) {
        this.documents = factory.open(COLLECTION, AccountFaults.class, this::check);
        this.clocks = clocks;
        this.randomSeed = randomSeed;
        this.ids = ids;
        var keys = properties.auth().keys();
        this.keysAccounts = keys.isEmpty()
                ? Set.of(properties.account())
                : keys.stream().map(Key::account).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Adds a fault to an account, after the existing ones.
     *
     * @param id the server generates one if it is empty
     * @param fault only its {@link Fault.Spec} is used
     * @return the fault with its name
     * @throws ApiException INVALID_ARGUMENT for a fault that could never fire, ALREADY_EXISTS for an id that is in use
     */
    public Fault add(String account, String id, Fault fault) {
        ids.validAccountId(account);
        var now = clocks.of(account).instant();
        FaultRules.check(account, keysAccounts.contains(account), fault.spec(), now);
        var after = documents.change(account, before -> {
            var named = id.isEmpty() ? before.naming() : before;
            var name = ids.nameFor(account, COLLECTION, id.isEmpty() ? named.freeId() : id, "fault_id");
            return named.with(fault.made(name.toString(), now));
        });
        return after.faults().get(after.faults().size() - 1);
    }

    /** Validates a fault that is to be added later; its window of time is not checked. */
    void check(String account, String id, Fault fault) {
        ids.nameFor(account, COLLECTION, id, "fault_id");
        FaultRules.check(account, keysAccounts.contains(account), fault.spec());
    }

    /** Does not check which accounts have keys, because stored faults may come from an emulator with other settings. */
    private void check(String account, AccountFaults known) {
        var taken = new HashSet<String>();
        for (var fault : known.faults()) {
            var name = ids.name(account, COLLECTION, fault.id());
            NamedEntry.checkName("fault", fault, name, taken);
            if (fault.createTime() == null || fault.fired() < 0 || fault.matched() < fault.fired()) {
                throw ApiException.invalidArgument(
                        "matched", name + " needs a createTime, and must not have fired more often than it matched");
            }
            try {
                FaultRules.check(account, true, fault.spec());
            } catch (ApiException e) {
                throw ApiException.invalidArgument(name + ": " + e.getMessage());
            }
        }
        if (known.named() < 0) {
            throw ApiException.invalidArgument("named", "named must be 0 or more");
        }
    }

    /** Lists the faults in the order of their creation, in which they are also tried. */
    public List<Fault> list(String account) {
        return documents
                .find(ids.validAccountId(account))
                .orElseGet(AccountFaults::none)
                .faults();
    }

    /** @throws ApiException NOT_FOUND if there is no such fault */
    public Fault get(String account, String id) {
        return NamedEntry.get(list(account), ids.name(account, COLLECTION, id).id());
    }

    /** @throws ApiException NOT_FOUND if there is no such fault */
    public void remove(String account, String id) {
        get(account, id);
        documents.change(account, before -> before.without(id));
    }

    public void clear(String account) {
        if (!list(account).isEmpty()) {
            documents.change(account, before -> new AccountFaults(List.of(), before.named()));
        }
    }

    /** Counts a call for every fault that it matches, and returns the effects of those that fire. */
    Injection fire(String account, Call call) {
        var known = documents.find(account).orElse(null);
        if (known == null || known.faults().isEmpty()) {
            return Injection.NONE;
        }
        var now = clocks.of(account).instant();
        if (!known.anyIsFor(call, now)) {
            return Injection.NONE;
        }
        var fired = new ArrayList<Fired>();
        documents.change(account, faults -> faults.count(call, now, randomSeed.value(), fired::add));
        return Injection.of(fired);
    }
}
