package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Inference requests to deployments. */
@Service
public class DeploymentTraffic {

    /** A row is written at most once in this time, because many requests can arrive together. */
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private final DeploymentService deployments;
    private final ProtoJson protoJson;

    DeploymentTraffic(DeploymentService deployments, ProtoJson protoJson) {
        this.deployments = deployments;
        this.protoJson = protoJson;
    }

    /** Whether a deployment answers requests now. */
    public Serving serving(ResourceName name) {
        return serving(deployments.requireView(name), deployments.now(name.account()));
    }

    /**
     * Records a request. A deployment without replicas starts one.
     *
     * @return whether the deployment answers the request
     */
    @Transactional
    public Serving record(ResourceName name) {
        var now = deployments.now(name.account());
        var view = deployments.requireView(name);
        var serving = serving(view, now);
        var last = view.requestedAt();
        if (serving.serving()
                && last != null
                && !last.isAfter(now)
                && last.plus(PRECISION).isAfter(now)) {
            return serving;
        }
        var row = deployments.lock(name);
        row.request(now, protoJson);
        return serving(row, now);
    }

    private Serving serving(DeploymentRow row, Instant now) {
        return Serving.of(row.deploymentState(), row.replicas(now, protoJson), now);
    }
}
