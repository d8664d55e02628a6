package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.deployedmodel.DeployedModel.Spec;
import dev.emulator.fireworks.lifecycle.Lifecycle;
import dev.emulator.fireworks.lifecycle.RewindListener;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.AccountLock;
import dev.emulator.fireworks.store.ResourceRepository;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.RowBatch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Changes the models in deployments, and keeps one default among the entries of a model. Every method needs a transaction. Those that change the
 * default need {@link #lock} before, because the default depends on all entries. A transaction that locks a deployment must do that first.
 */
@Component
class DeployedModelEntries implements RewindListener {

    private static final String NAMED = "account_id = ? and resource_id = ?";
    private static final String OF_ACCOUNT = "account_id = ? order by resource_id";
    private static final String OF_MODEL = "account_id = ? and model = ? order by create_time, resource_id";

    /** The names are joined, because H2 would compare each row of the account to all of them. */
    private static final String OF_DEPLOYMENTS = "uid in (select loaded.uid from unnest(?) as wanted(name)"
            + " join deployed_model loaded on loaded.account_id = ? and loaded.deployment = wanted.name)"
            + " order by resource_id";

    private static final int MOST = 1000;

    private final ResourceType<DeployedModelRow, DeployedModel, Spec> type;
    private final ResourceRepository repository;
    private final AccountLock accountLock;
    private final AccountClocks clocks;
    private final Lifecycle lifecycle;
    private final ProtoJson protoJson;

    DeployedModelEntries(
            ResourceType<DeployedModelRow, DeployedModel, Spec> type,
            ResourceRepository repository,
            AccountLock accountLock,
            AccountClocks clocks,
            Lifecycle lifecycle,
            ProtoJson protoJson) {
        this.type = type;
        this.repository = repository;
        this.accountLock = accountLock;
        this.clocks = clocks;
        this.lifecycle = lifecycle;
        this.protoJson = protoJson;
    }

    /** Excludes other changes of defaults in these accounts until the transaction ends. */
    void lock(Collection<String> accounts) {
        accountLock.serialize(accounts);
    }

    /** As {@link #of}, without a lock. */
    boolean exist(String account, String model) {
        return type.rows().findAll("model", account, model, MOST).stream().anyMatch(row -> !row.isUndeploying());
    }

    /** The entries of a model that are not being undeployed, oldest first. */
    List<DeployedModelRow> of(String account, String model) {
        return open(batch(OF_MODEL, account, model));
    }

    /** Adds an entry. It becomes the default if it asks for that, or is the first one of its model. */
    void add(DeployedModelRow row) {
        lifecycle.insert(row);
        settleDefault(row.account(), row.model(), row.isDefault() ? row.resourceId() : "");
    }

    /** @throws ApiException NOT_FOUND if there is no such entry */
    void change(ResourceName name, Consumer<DeployedModelRow> change) {
        var batch = batch(NAMED, name.account(), name.id());
        if (batch.rows().isEmpty()) {
            throw ApiException.notFound();
        }
        lifecycle.apply(batch.rows().get(0), change);
        batch.save();
    }

    /** A change of an entry at a time. */
    @FunctionalInterface
    interface Change {
        void apply(DeployedModelRow row, Instant at);
    }

    /**
     * Changes all entries of deployments.
     *
     * @param times when each deployment has changed, which can be past
     */
    void changeAll(String account, Map<String, Instant> times, Change change) {
        var deployments = times.keySet().toArray(String[]::new);
        var batch = batch(OF_DEPLOYMENTS, deployments, account);
        for (var row : batch.rows()) {
            var at = Objects.requireNonNull(times.get(row.deployment()));
            lifecycle.catchUp(row, at);
            lifecycle.apply(row, caughtUp -> change.apply(caughtUp, at));
        }
        batch.save();
    }

    /**
     * Undeploys entries of deployments. If the default of a model is among them, another entry becomes the default.
     *
     * @param times when each deployment has changed, which can be past
     */
    void undeploy(String account, Map<String, Instant> times, Predicate<DeployedModelRow> which, Plan removal) {
        var models = new TreeMap<String, Instant>();
        changeAll(account, times, (row, at) -> {
            if (which.test(row) && !row.isUndeploying()) {
                models.merge(row.model(), at, (one, other) -> one.isBefore(other) ? other : one);
                row.undeploy(removal, at);
            }
        });
        models.forEach((model, at) -> settleDefault(account, model, "", at));
    }

    /** @param wanted id of the entry that becomes the default; empty to keep it, or to choose the oldest if there is none */
    void settleDefault(String account, String model, String wanted) {
        settleDefault(account, model, wanted, clocks.of(account).instant());
    }

    /** Other defaults are chosen if the former ones were loaded later. */
    @Override
    public void onRewound(String account, Instant to) {
        lock(List.of(account));
        open(batch(OF_ACCOUNT, account)).stream()
                .collect(Collectors.groupingBy(DeployedModelRow::model, TreeMap::new, Collectors.toList()))
                .forEach((model, rows) -> {
                    if (rows.stream().noneMatch(DeployedModelRow::isDefault)) {
                        settleDefault(account, model, "", to);
                    }
                });
    }

    private void settleDefault(String account, String model, String wanted, Instant now) {
        var batch = batch(OF_MODEL, account, model);
        var open = open(batch);
        var chosen = first(open, row -> row.resourceId().equals(wanted))
                .or(() -> first(open, DeployedModelRow::isDefault))
                .or(() -> first(open, row -> true));
        chosen.ifPresent(found -> batch.rows().forEach(row -> {
            if (row.isDefault() != (row == found)) {
                lifecycle.catchUp(row, now);
                row.makeDefault(row == found, now, protoJson);
            }
        }));
        batch.save();
    }

    private static Optional<DeployedModelRow> first(List<DeployedModelRow> rows, Predicate<DeployedModelRow> which) {
        return rows.stream().filter(which).findFirst();
    }

    private static List<DeployedModelRow> open(RowBatch<DeployedModelRow> batch) {
        return batch.rows().stream().filter(row -> !row.isUndeploying()).toList();
    }

    private RowBatch<DeployedModelRow> batch(String condition, Object... parameters) {
        return repository.lockBatch(DeployedModelRow.class, condition, false, parameters);
    }
}
