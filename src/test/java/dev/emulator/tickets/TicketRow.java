package dev.emulator.tickets;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.lifecycle.StatefulRow;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.protojson.ProtoJson;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A resource with states that is no job: a support ticket. */
@Entity
@Table(name = TicketRow.TABLE)
final class TicketRow extends StatefulRow<TicketRow.Spec> {

    static final String TABLE = "ticket";
    static final String COLLECTION = "tickets";

    record Spec(String subject) {}

    protected TicketRow() {}

    TicketRow(ResourceName name, Instant createTime, String timeline, Plan plan) {
        super(name, "developer@example.com", createTime, timeline, new Spec(""), plan, new ProtoJson());
    }

    @Override
    protected String collection() {
        return COLLECTION;
    }

    @Override
    protected Class<Spec> specType() {
        return Spec.class;
    }

    void close(Instant now) {
        follow(Plan.of("close", Plan.Stage.of("CLOSED", null)), now);
    }
}
