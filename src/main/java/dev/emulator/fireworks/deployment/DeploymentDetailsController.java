package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.deployment.DeploymentDetails.LedgerEntry;
import dev.emulator.fireworks.protojson.Empty;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoints that show details of deployments.
 *
 * @implNote The contents of the ledger and the names of a deployment's metrics on the live service are not known. The ledger has the changes of
 *     the state. The metrics are the present numbers of replicas, and whether a request arrived in the time range. A deployment has one shard,
 *     in its region.
 */
@RestController
@RequestMapping("/v1/accounts/{account}")
class DeploymentDetailsController {

    private final DeploymentDetails details;

    DeploymentDetailsController(DeploymentDetails details) {
        this.details = details;
    }

    @GetMapping("/deployments/{deployment}/shards")
    Page<DeploymentShard> listShards(@PathVariable String account, @PathVariable String deployment, ListQuery query) {
        return details.shards(account, deployment, query);
    }

    @GetMapping("/deployments/{deployment}/ledger")
    GetLedgerResponse getLedger(@PathVariable String account, @PathVariable String deployment) {
        return new GetLedgerResponse(details.ledger(account, deployment));
    }

    @DeleteMapping("/deployments/{deployment}/ledger")
    Empty resetLedger(@PathVariable String account, @PathVariable String deployment) {
        details.resetLedger(account, deployment);
        return Empty.EMPTY;
    }

    @GetMapping("/deployments/{deployment}/terminationMessage")
    GetTerminationMessageResponse getTerminationMessage(@PathVariable String account, @PathVariable String deployment) {
        return new GetTerminationMessageResponse(details.terminationMessage(account, deployment));
    }

    @GetMapping("/deployments/{deployment}:metrics")
    GetDeploymentMetricsResponse getMetrics(
            @PathVariable String account,
            @PathVariable String deployment,
            @RequestParam(defaultValue = "10m") String timeRange) {
        return new GetDeploymentMetricsResponse(details.metrics(account, deployment, timeRange));
    }

    /** The ledger of a deployment. */
    record GetLedgerResponse(List<LedgerEntry> ledger) {}

    /** Why a deployment failed. */
    record GetTerminationMessageResponse(String message) {}

    /** The metrics of a deployment by name. */
    record GetDeploymentMetricsResponse(Map<String, Double> metrics) {}
}
