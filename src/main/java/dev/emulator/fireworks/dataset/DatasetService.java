package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.account.AccountService;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.Dataset.Spec;
import dev.emulator.fireworks.lifecycle.AccountClocks;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.Listing;
import dev.emulator.fireworks.store.Patch;
import dev.emulator.fireworks.store.ResourceCounts;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.store.ResourceInserter;
import dev.emulator.fireworks.store.Rows;
import dev.emulator.fireworks.validation.Validation;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rules of datasets, their files aside. */
@Service
class DatasetService {

    private static final String COLLECTION = Dataset.COLLECTION;

    private final Datasets datasets;
    private final Rows<DatasetRow> rows;
    private final Listing<DatasetRow, Dataset> listing;
    private final ResourceInserter newRows;
    private final ResourceCounts counts;
    private final ResourceIds ids;
    private final AccountService accounts;
    private final AccountClocks clocks;
    private final Validation validation;
    private final ProtoJson protoJson;

    DatasetService(
            Datasets datasets,
            Rows<DatasetRow> rows,
            Listing<DatasetRow, Dataset> listing,
            ResourceInserter newRows,
            ResourceCounts counts,
            ResourceIds ids,
            AccountService accounts,
            AccountClocks clocks,
            Validation validation,
            ProtoJson protoJson) {
        this.datasets = datasets;
        this.rows = rows;
        this.listing = listing;
        this.newRows = newRows;
        this.counts = counts;
        this.ids = ids;
        this.accounts = accounts;
        this.clocks = clocks;
        this.validation = validation;
        this.protoJson = protoJson;
    }

    @Transactional
    public Dataset create(String account, String requestedId, Spec spec, String createdBy) {
        accounts.ensureExists(account);
        if (requestedId.isEmpty()) {
            throw ApiException.invalidArgument("dataset_id", "dataset_id is required");
        }
        var name = ids.nameFor(account, COLLECTION, requestedId, "dataset_id");
        validation.check(spec, DatasetService::check);
        var row = new DatasetRow(name, createdBy, now(account), spec, protoJson);
        return newRows.add(row).toResource(protoJson);
    }

    public Page<Dataset> list(String account, ListQuery query) {
        return listing.page(ids.validAccountId(account), query, row -> row.toResource(protoJson));
    }

    public Dataset get(String account, String id) {
        return require(name(account, id)).toResource(protoJson);
    }

    /** Changes what the mask names, or, without one, what the body names. */
    @Transactional
    public Dataset update(String account, String id, LazyMessage<Spec> changes, @Nullable String updateMask) {
        var row = lock(name(account, id));
        var changed = Patch.apply(row.spec(protoJson).value(), changes, updateMask, Dataset.class);
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

    ResourceName name(String account, String id) {
        return ids.name(account, COLLECTION, id);
    }

    /** To be looked at only. */
    DatasetRow require(ResourceName name) {
        return find(name).orElseThrow(ApiException::notFound);
    }

    /** To be looked at only, if it is there. */
    Optional<DatasetRow> find(ResourceName name) {
        return rows.find(name.account(), name.id());
    }

    /** A dataset, the one it was made from, the one that one was made from, and so on, as far as they are there. */
    List<ResourceName> lineage(ResourceName name) {
        var lineage = new LinkedHashSet<ResourceName>();
        var next = Optional.of(require(name));
        while (next.isPresent() && lineage.add(next.get().name())) {
            next = next.flatMap(row -> row.spec(protoJson).value().sourceDatasetId())
                    .map(id -> ids.name(name.account(), COLLECTION, id.substring(id.lastIndexOf('/') + 1)))
                    .flatMap(source -> rows.find(source.account(), source.id()));
        }
        return List.copyOf(lineage);
    }

    /** Belongs into a transaction. */
    DatasetRow lock(ResourceName name) {
        return datasets.lock(name.account(), name.id()).orElseThrow(ApiException::notFound);
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
