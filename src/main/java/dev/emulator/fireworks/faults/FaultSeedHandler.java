package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.EntrySeedHandler;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Seeds faults. A fault that already exists keeps its counts. */
@Component
@Order(40)
class FaultSeedHandler extends EntrySeedHandler<Fault> {

    private final Faults faults;

    FaultSeedHandler(Faults faults, ProtoJson protoJson) {
        super("faults", Fault.class, protoJson);
        this.faults = faults;
    }

    @Override
    protected void check(String account, String id, Fault fault) {
        faults.check(account, id, fault);
    }

    @Override
    protected boolean exists(String account, String id) {
        return faults.list(account).stream().anyMatch(known -> known.id().equals(id));
    }

    @Override
    protected void add(String account, String id, Fault fault) {
        faults.add(account, id, fault);
    }
}
