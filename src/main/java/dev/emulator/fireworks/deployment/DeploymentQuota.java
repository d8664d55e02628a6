package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.DeploymentProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.types.AcceleratorType;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Limits how many accelerators of a type the deployments of an account can use. */
@Component
class DeploymentQuota {

    /** The sum of all deployments of an account must fit into a long. */
    private static final long MOST = Integer.MAX_VALUE;

    private final JdbcClient jdbc;
    private final long limit;

    DeploymentQuota(JdbcClient jdbc, DeploymentProperties properties) {
        this.jdbc = jdbc;
        this.limit = properties.acceleratorQuota();
    }

    /** The quota that a deployment uses, such as {@code global--h200-count}; empty if its accelerators are unknown. */
    static String name(Spec spec) {
        if (spec.acceleratorType() == AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED) {
            return "";
        }
        var words = spec.acceleratorType().name().toLowerCase(Locale.ROOT).split("_");
        return (spec.hotLoadTrainerJob().isEmpty() ? "global--" : "training-") + words[1] + "-count";
    }

    /** The accelerators that all replicas together can use, even if none is running. */
    static long use(Spec spec) {
        var use = (long) spec.acceleratorCount() * spec.maxReplicas();
        return Math.max(0, Math.min(use, MOST));
    }

    /** @throws ApiException RESOURCE_EXHAUSTED if the deployment would need more accelerators than are left */
    void require(ResourceName deployment, Spec spec) {
        var name = name(spec);
        var requested = use(spec);
        if (name.isEmpty() || requested == 0) {
            return;
        }
        var used = jdbc.sql("select coalesce(sum(quota_use), 0) from deployment where account_id = ? and quota = ?"
                        + " and resource_id <> ? and state not in ('FAILED', 'DELETED')")
                .params(deployment.account(), name, deployment.id())
                .query(Long.class)
                .single();
        if (used + requested > limit) {
            throw new ApiException(
                    Code.RESOURCE_EXHAUSTED,
                    name + " for account " + deployment.account() + ", in use: " + used + ", quota: " + limit
                            + ", requesting: " + requested);
        }
    }
}
