package dev.emulator.fireworks.model;

import dev.emulator.fireworks.account.AccountService;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.lifecycle.AccountClocks;
import dev.emulator.fireworks.model.Model.Precision;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.model.Model.State;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.Listing;
import dev.emulator.fireworks.store.MemoryListing;
import dev.emulator.fireworks.store.Patch;
import dev.emulator.fireworks.store.ResourceCounts;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.store.ResourceInserter;
import dev.emulator.fireworks.store.Rows;
import dev.emulator.fireworks.text.PlainText;
import dev.emulator.fireworks.validation.Validation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rules of models, their files aside. The catalogue's can be looked at and nothing else. */
@Service
class ModelService {

    private static final String COLLECTION = Model.COLLECTION;

    private final Models models;
    private final Rows<ModelRow> rows;
    private final Listing<ModelRow, Model> listing;
    private final MemoryListing<Model> catalogueListing;
    private final Catalogue catalogue;
    private final ResourceInserter newRows;
    private final ResourceCounts counts;
    private final ResourceIds ids;
    private final AccountService accounts;
    private final AccountClocks clocks;
    private final Validation validation;
    private final ProtoJson protoJson;

    ModelService(
            Models models,
            Rows<ModelRow> rows,
            Listing<ModelRow, Model> listing,
            Catalogue catalogue,
            ResourceInserter newRows,
            ResourceCounts counts,
            ResourceIds ids,
            AccountService accounts,
            AccountClocks clocks,
            Validation validation,
            ProtoJson protoJson) {
        this.models = models;
        this.rows = rows;
        this.listing = listing;
        this.catalogueListing = new MemoryListing<>(protoJson, COLLECTION, Model.class);
        this.catalogue = catalogue;
        this.newRows = newRows;
        this.counts = counts;
        this.ids = ids;
        this.accounts = accounts;
        this.clocks = clocks;
        this.validation = validation;
        this.protoJson = protoJson;
    }

    @Transactional
    public Model create(String account, String requestedId, Spec requested, String cluster, String createdBy) {
        requireOwn(account);
        accounts.ensureExists(account);
        if (requestedId.isEmpty()) {
            throw ApiException.invalidArgument("model_id", "model_id is required");
        }
        var name = ids.nameFor(account, COLLECTION, requestedId, "model_id");
        PlainText.require("cluster", cluster, "cluster");
        var spec = requested.withKind();
        validation.check(spec, ModelRules::check);
        return newRows.add(ModelRow.uploading(name, createdBy, now(account), spec, cluster, protoJson))
                .toResource(protoJson);
    }

    public Page<Model> list(String account, ListQuery query) {
        return isCatalogue(account)
                ? catalogueListing.page(account, catalogue.all().stream().map(Catalogue.Entry::model), query)
                : listing.page(ids.validAccountId(account), query, row -> row.toResource(protoJson));
    }

    public Model get(String account, String id) {
        var name = ids.name(account, COLLECTION, id);
        return isCatalogue(account)
                ? catalogue.find(id).map(Catalogue.Entry::model).orElseThrow(ApiException::notFound)
                : require(name).toResource(protoJson);
    }

    /** Changes what the mask names, or, without one, what the body names. */
    @Transactional
    public Model update(String account, String id, LazyMessage<Spec> changes, @Nullable String updateMask) {
        var row = lock(own(account, id));
        var changed = Patch.apply(row.spec(protoJson).value(), changes, updateMask, Model.class);
        validation.check(changed, ModelRules::check);
        row.change(changed, now(account), protoJson);
        return row.toResource(protoJson);
    }

    /** A precision that needs calibration is one that the model can be served with from now on. */
    @Transactional
    public void prepare(String account, String id, Precision precision) {
        var row = lock(own(account, id));
        if (row.state() != State.READY && !validation.isLenient()) {
            throw ApiException.failedPrecondition("model " + row.name() + " is not ready");
        }
        if (precision.needsCalibration()) {
            row.calibrate(now(account));
        }
    }

    /** Its row; its files are {@link ModelContents}' business. */
    @Transactional
    public void delete(ModelRow row) {
        models.delete(row);
        counts.add(COLLECTION, row.account(), -1);
    }

    /** The name of a model that may be changed. */
    ResourceName own(String account, String id) {
        requireOwn(account);
        return ids.name(account, COLLECTION, id);
    }

    /** To be looked at only. */
    ModelRow require(ResourceName name) {
        return find(name).orElseThrow(ApiException::notFound);
    }

    /** To be looked at only, if it is there. */
    Optional<ModelRow> find(ResourceName name) {
        return rows.find(name.account(), name.id());
    }

    /** Belongs into a transaction. */
    ModelRow lock(ResourceName name) {
        return models.lock(name.account(), name.id()).orElseThrow(ApiException::notFound);
    }

    /** The public models are somebody else's, and are refused as such. */
    private static void requireOwn(String account) {
        if (isCatalogue(account)) {
            throw new ApiException(Code.PERMISSION_DENIED, "");
        }
    }

    private static boolean isCatalogue(String account) {
        return account.equals(Catalogue.ACCOUNT);
    }

    private Instant now(String account) {
        return clocks.of(account).instant();
    }
}
