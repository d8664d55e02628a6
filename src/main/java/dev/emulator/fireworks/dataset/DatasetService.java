package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.account.Accounts;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.FieldMask;
import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.Dataset.Spec;
import dev.emulator.fireworks.lifecycle.AccountClocks;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.Stored;
import dev.emulator.fireworks.store.Listing;
import dev.emulator.fireworks.store.RecordSchema;
import dev.emulator.fireworks.store.ResourceCounts;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.store.Rows;
import dev.emulator.fireworks.validation.Validation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rules of datasets, their files aside. */
@Service
class DatasetService {

    private static final String COLLECTION = Dataset.COLLECTION;

    private final Datasets datasets;
    private final Rows<DatasetRow> rows;
    private final Listing<DatasetRow, Dataset> listing;
    private final ResourceCounts counts;
    private final ResourceIds ids;
    private final Accounts accounts;
    private final AccountClocks clocks;
    private final Validation validation;
    private final ProtoJson protoJson;

    DatasetService(
            Datasets datasets,
            Rows<DatasetRow> rows,
            Listing<DatasetRow, Dataset> listing,
            ResourceCounts counts,
            ResourceIds ids,
            Accounts accounts,
            AccountClocks clocks,
            Validation validation,
            ProtoJson protoJson) {
        this.datasets = datasets;
        this.rows = rows;
        this.listing = listing;
        this.counts = counts;
        this.ids = ids;
        this.accounts = accounts;
        this.clocks = clocks;
        this.validation = validation;
        this.protoJson = protoJson;
    }

    @Transactional
    public Dataset create(String account, String requestedId, Spec spec, String createdBy) {
        if (requestedId.isEmpty()) {
            throw ApiException.invalidArgument("dataset_id", "dataset_id is required");
        }
        var name = ids.nameFor(account, COLLECTION, requestedId, "dataset_id");
        validation.check(spec, DatasetService::check);
        accounts.require(account);
        var row = new DatasetRow(name, createdBy, now(account), spec, protoJson);
        try {
            datasets.saveAndFlush(row);
        } catch (DataIntegrityViolationException e) {
            throw ApiException.alreadyExists("resource " + name + " already exists");
        }
        counts.add(COLLECTION, account, 1);
        return row.toResource(protoJson);
    }

    public Page<Dataset> list(String account, ListQuery query) {
        return listing.page(ids.requireAccount(account), query, row -> row.toResource(protoJson));
    }

    public Dataset get(String account, String id) {
        return require(existing(account, id)).toResource(protoJson);
    }

    /** Changes what the mask names, or, without one, what the body names. */
    @Transactional
    public Dataset update(String account, String id, Stored<Spec> changes, @Nullable String updateMask) {
        var row = lock(existing(account, id));
        var changed = MessageType.of(Spec.class)
                .merge(row.spec(protoJson).value(), changes.value(), fields(changes, updateMask));
        validation.check(changed, (spec, level, violations) -> {});
        row.change(changed, now(account), protoJson);
        return row.toResource(protoJson);
    }

    /** Its row; its files are {@link DatasetContents}' business. */
    @Transactional
    public void delete(DatasetRow row) {
        datasets.delete(row);
        counts.add(COLLECTION, row.account(), -1);
    }

    ResourceName existing(String account, String id) {
        return ids.existing(account, COLLECTION, id);
    }

    /** To be looked at only. */
    DatasetRow require(ResourceName name) {
        return rows.find(name.account(), name.id()).orElseThrow(ApiException::notFound);
    }

    /** Belongs into a transaction. */
    DatasetRow lock(ResourceName name) {
        return datasets.lock(name.account(), name.id()).orElseThrow(ApiException::notFound);
    }

    private static Set<String> fields(Stored<Spec> changes, @Nullable String updateMask) {
        if (updateMask == null || updateMask.isBlank()) {
            return changes.present();
        }
        var mask = FieldMask.parse(updateMask, RecordSchema.of(Dataset.class));
        return mask.isAll()
                ? MessageType.of(Spec.class).fields().stream()
                        .map(MessageType.Field::jsonName)
                        .collect(Collectors.toSet())
                : mask.names();
    }

    private static void check(Spec spec, Validation level, List<FieldViolation> violations) {
        if (level.isService() && spec.isUploaded() && spec.exampleCount() == 0) {
            violations.add(new FieldViolation(
                    "dataset.example_count",
                    "error validating dataset: example_count is required for uploaded datasets"));
        }
    }

    private Instant now(String account) {
        return clocks.of(account).instant();
    }
}
