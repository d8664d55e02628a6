package dev.emulator.fireworks.resource;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.store.Patch;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * The standard methods get, list, update and delete (AIP-131, 132, 134, 135) of resources that clients edit. A subclass adds create, with
 * the rules of its type.
 *
 * @param <R> the row
 * @param <T> the resource in the API
 * @param <S> the fields that clients can set
 */
public abstract class EditableResourceService<R extends Row<S>, T extends Record, S extends Record>
        extends ResourceService<R, T, S> {

    protected EditableResourceService(ResourceType<R, T, S> type, ResourceSupport support) {
        super(type, support);
    }

    /** The resource in the API. It may depend only on the row. */
    protected abstract T toResource(R row);

    /** Checks the result of an update before it is stored; by default, only the annotations of its fields. */
    protected void checkUpdate(S changed) {
        validation.check(changed, (spec, level, violations) -> {});
    }

    public Page<T> list(String account, ListQuery query) {
        return page(account, query, this::show);
    }

    public T get(String account, String id) {
        return show(requireView(name(account, id)));
    }

    /** The resource of a row that was read for a response. */
    protected T show(R row) {
        return row.resource(List.of(), () -> toResource(row));
    }

    /**
     * Changes fields of a resource.
     *
     * @param updateMask the fields to change; without a mask, all fields that {@code changes} contains
     */
    @Transactional
    public T update(String account, String id, LazyMessage<S> changes, @Nullable String updateMask) {
        var row = lock(writableName(account, id));
        var changed = patched(row, changes, updateMask);
        checkUpdate(changed);
        row.change(changed, now(account), protoJson);
        return toResource(row);
    }

    /** Deletes a resource without files. {@link ResourceContents} deletes resources with files. */
    @Transactional
    public void delete(String account, String id) {
        remove(lock(writableName(account, id)));
    }

    /** Whether an update without a mask would change anything. */
    public boolean wouldChange(R row, LazyMessage<S> changes) {
        return !patched(row, changes, null).equals(row.spec(protoJson).value());
    }

    /** The fields that clients can set, as an update would change them. */
    protected S patched(R row, LazyMessage<S> changes, @Nullable String updateMask) {
        return Patch.apply(row.spec(protoJson).value(), changes, updateMask, type.message());
    }
}
