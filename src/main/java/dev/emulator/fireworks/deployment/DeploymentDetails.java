package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.lifecycle.Transitions;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.MemoryListing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the API shows about a deployment besides the deployment itself. */
@Service
class DeploymentDetails {

    private final DeploymentService deployments;
    private final Transitions transitions;
    private final ProtoJson protoJson;
    private final MemoryListing<DeploymentShard> shards;

    DeploymentDetails(DeploymentService deployments, Transitions transitions, ProtoJson protoJson) {
        this.deployments = deployments;
        this.transitions = transitions;
        this.protoJson = protoJson;
        this.shards = new MemoryListing<>(protoJson, DeploymentShard.COLLECTION, DeploymentShard.class);
    }

    /** An entry of the ledger. */
    record LedgerEntry(Instant timestamp, String value) {}

    /** The shards of a deployment. A deleted one has none. */
    public Page<DeploymentShard> shards(String account, String id, ListQuery query) {
        var deployment = deployments.get(account, id);
        var present = Stream.of(deployment)
                .filter(found -> found.state() != DeploymentState.DELETED)
                .map(DeploymentShard::of);
        return shards.page(deployment.name(), present, query);
    }

    /** The changes of the deployment's state since the last reset of the ledger, oldest first. */
    public List<LedgerEntry> ledger(String account, String id) {
        var row = deployments.require(deployments.name(account, id));
        var resetAt = row.ledgerResetAt();
        return transitions.of(row.uid()).stream()
                .filter(change -> resetAt == null || change.time().isAfter(resetAt))
                .map(change -> new LedgerEntry(
                        change.time(), "state changed from " + change.fromState() + " to " + change.toState()))
                .toList();
    }

    @Transactional
    public void resetLedger(String account, String id) {
        var row = deployments.lock(deployments.name(account, id));
        row.resetLedger(deployments.now(account));
    }

    /** Why the deployment failed; empty if it did not. */
    public String terminationMessage(String account, String id) {
        var deployment = deployments.get(account, id);
        var status = deployment.status();
        return deployment.state() == DeploymentState.FAILED && status != null ? status.message() : "";
    }

    /** @param timeRange such as 10m */
    public Map<String, Double> metrics(String account, String id, String timeRange) {
        var range = range(timeRange);
        var row = deployments.requireView(deployments.name(account, id));
        var requested = row.requestedAt();
        var now = deployments.now(account);
        var replicas = row.replicas(now, protoJson);
        var isUsed = requested != null && !requested.isAfter(now) && requested.isAfter(now.minus(range));
        return Map.of(
                "desired_replica_count", (double) replicas.desired(),
                "replica_count", (double) replicas.running(),
                "in_use", isUsed ? 1.0 : 0.0);
    }

    private static Duration range(String text) {
        try {
            var range = DurationStyle.SIMPLE.parse(text);
            if (!range.isNegative() && !range.isZero()) {
                return range;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // reported below
        }
        throw ApiException.invalidArgument("time_range", "time_range must be a duration, such as 10m");
    }
}
