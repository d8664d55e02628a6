package dev.emulator.fireworks.resource;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.OmittedFromViews;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Row;
import dev.emulator.fireworks.validation.Validation;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The operations from which the methods of every resource type are built. A subclass must be annotated with {@code @Service}, because only
 * services get transactions.
 *
 * <p>No method is final, because Spring generates a subclass of the service.
 *
 * @param <R> the row
 * @param <T> the resource in the API
 * @param <S> the fields that clients can set
 */
public abstract class ResourceService<R extends Row<S>, T extends Record, S extends Record> {

    protected final ResourceType<R, T, S> type;
    protected final ResourceIds ids;
    protected final Validation validation;
    protected final ProtoJson protoJson;

    private final ResourceSupport support;

    protected ResourceService(ResourceType<R, T, S> type, ResourceSupport support) {
        this.type = type;
        this.support = support;
        this.ids = support.ids();
        this.validation = support.validation();
        this.protoJson = support.protoJson();
    }

    /** The resource's name in URLs. */
    public String collection() {
        return type.collection();
    }

    /** The record of the resource in the API. */
    public Class<T> message() {
        return type.message();
    }

    /**
     * The name of a resource, which need not exist.
     *
     * @throws ApiException INVALID_ARGUMENT if no resource can have this id
     */
    public ResourceName name(String account, String id) {
        return ids.name(account, type.collection(), id);
    }

    /**
     * The name of a resource that the caller wants to change.
     *
     * @throws ApiException INVALID_ARGUMENT if no resource can have this id; PERMISSION_DENIED if resources of this account are read-only
     */
    public ResourceName writableName(String account, String id) {
        return name(account, id);
    }

    /** Finds a row to read. */
    public Optional<R> find(ResourceName name) {
        return type.rows().find(name.account(), name.id());
    }

    /**
     * Finds a row to read.
     *
     * @throws ApiException NOT_FOUND if there is none
     */
    public R require(ResourceName name) {
        return find(name).orElseThrow(ApiException::notFound);
    }

    /**
     * Finds a row for a response, without the columns that are {@link OmittedFromViews}.
     *
     * @throws ApiException NOT_FOUND if there is none
     */
    public R requireView(ResourceName name) {
        return type.rows().findView(name.account(), name.id()).orElseThrow(ApiException::notFound);
    }

    public boolean exists(ResourceName name) {
        return type.rows().findView(name.account(), name.id()).isPresent();
    }

    /**
     * Locks a row until the surrounding transaction ends. Changes of the row are then saved.
     *
     * @throws ApiException NOT_FOUND if there is none
     */
    public R lock(ResourceName name) {
        return support.repository().lock(type, name).orElseThrow(ApiException::notFound);
    }

    /** Deletes a locked row and its dependent rows in the surrounding transaction, but not its files. */
    public void remove(R row) {
        support.repository().remove(type, row);
    }

    /** A page of an account's resources. */
    protected Page<T> page(String account, ListQuery query, Function<R, T> toResource) {
        return type.listing().page(ids.validAccountId(account), query, toResource);
    }

    /**
     * A page of an account's resources.
     *
     * @param hidden an SQL condition for rows that are not listed, but count in the total of an unfiltered list
     */
    protected Page<T> page(String account, ListQuery query, String hidden, Function<R, T> toResource) {
        return type.listing().page(ids.validAccountId(account), query, hidden, toResource);
    }

    /**
     * Locks the account and names a new resource. Must be the first step of a create.
     *
     * @param requestedId empty lets the server choose the id
     */
    protected ResourceName newName(String account, String requestedId) {
        support.accounts().ensureExists(account);
        return ids.nameFor(account, type.collection(), requestedId, type.idField());
    }

    /**
     * As {@link #newName}, for a type whose ids are chosen by the client.
     *
     * @throws ApiException INVALID_ARGUMENT without an id
     */
    protected ResourceName newRequiredName(String account, String requestedId) {
        support.accounts().ensureExists(account);
        if (requestedId.isEmpty()) {
            throw ApiException.invalidArgument(type.idField(), type.idField() + " is required");
        }
        return ids.nameFor(account, type.collection(), requestedId, type.idField());
    }

    /**
     * Stores a new row, as one of the last steps of a create.
     *
     * @throws ApiException ALREADY_EXISTS if the id is taken
     */
    protected R add(R row) {
        return support.repository().add(row);
    }

    /** The current time of the account. */
    protected Instant now(String account) {
        return support.clocks().of(account).instant();
    }

    /** The timeline of the account's rows: the account's own clock if it has one, otherwise the machine's. */
    protected String timeline(String account) {
        return support.clocks().timeline(account);
    }
}
