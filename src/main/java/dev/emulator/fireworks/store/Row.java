package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a resource: output-only fields as columns, and the specification from the client as one JSON text.
 *
 * <p>The text is exactly as in responses, which therefore need no parsing. If {@code specFormat} shows that another version of the record wrote
 * the text, it is read leniently and converted.
 *
 * @param <S> the fields that clients can set
 */
@MappedSuperclass
public abstract class Row<S extends Record> {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "row_uid")
    @SequenceGenerator(name = "row_uid", sequenceName = "row_uid", allocationSize = 100)
    private @Nullable Long uid;

    @Version
    private long version;

    @Column(name = "account_id", updatable = false)
    private String account;

    @Column(updatable = false)
    private String resourceId;

    @Column(updatable = false)
    private String createdBy;

    @Column(updatable = false)
    private Instant createTime;

    private Instant updateTime;

    @JsonColumn
    private String spec;

    private int specFormat;

    /** Whether this row never changes. */
    @Transient
    private boolean shared;

    @Transient
    private @Nullable Shown shown;

    /** A resource and the values that it was created from, in addition to the row. */
    private record Shown(Object inputs, Object resource) {}

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Row() {}

    protected Row(ResourceName name, String createdBy, Instant createTime, S spec, ProtoJson protoJson) {
        this.account = name.account();
        this.resourceId = name.id();
        this.createdBy = createdBy;
        this.createTime = createTime;
        this.updateTime = createTime;
        replaceSpec(spec, protoJson);
    }

    protected abstract String collection();

    protected abstract Class<S> specType();

    /**
     * Checks a row that was imported.
     *
     * @throws IllegalArgumentException if the emulator could not have written it
     */
    protected void check(ProtoJson protoJson) {
        if (version < 0) {
            throw new IllegalArgumentException("version of " + name() + " must be 0 or more");
        }
        try {
            protoJson.readStored(spec, specType());
        } catch (ProtoJsonException e) {
            throw new IllegalArgumentException("spec of " + name() + ": " + e.getMessage(), e);
        }
    }

    public final ResourceName name() {
        return new ResourceName(account, collection(), resourceId);
    }

    public final LazyMessage<S> spec(ProtoJson protoJson) {
        if (specFormat == MessageType.of(specType()).fingerprint()) {
            return LazyMessage.ofText(spec, specType(), protoJson);
        }
        return LazyMessage.of(protoJson.readStored(spec, specType()));
    }

    final int specLength() {
        return spec.length();
    }

    /** Marks a row that never changes, because {@link RowCache} returns it to several callers. */
    final void share() {
        shared = true;
    }

    /**
     * Creates the resource of this row. A row that never changes keeps the last one, so that its JSON need not be written again.
     *
     * @param inputs the values on which the resource depends, in addition to the row
     */
    @SuppressWarnings("unchecked") // a row has one type of resource
    public final <T> T resource(Object inputs, Supplier<T> create) {
        var last = shown;
        if (last != null && last.inputs.equals(inputs)) {
            return (T) last.resource;
        }
        var created = create.get();
        if (shared) {
            shown = new Shown(inputs, created);
        }
        return created;
    }

    public final String account() {
        return account;
    }

    public final String resourceId() {
        return resourceId;
    }

    public final String createdBy() {
        return createdBy;
    }

    public final Instant createTime() {
        return createTime;
    }

    public final Instant updateTime() {
        return updateTime;
    }

    final void assignKey(long key) {
        uid = key;
    }

    /**
     * Called before the row is inserted, updated or deleted.
     *
     * @throws IllegalStateException if the row must not be written
     */
    @PrePersist
    @PreUpdate
    @PreRemove
    protected void checkBeforeWriting() {}

    /** The key of the row. */
    public final long uid() {
        if (uid == null) {
            throw new IllegalStateException(name() + " has not been stored yet");
        }
        return uid;
    }

    /** Replaces the fields that clients can set. */
    public void change(S changed, Instant now, ProtoJson protoJson) {
        replaceSpec(changed, protoJson);
        touch(now);
    }

    protected final void replaceSpec(S changed, ProtoJson protoJson) {
        spec = protoJson.writeString(changed);
        specFormat = MessageType.of(changed.getClass()).fingerprint();
    }

    /**
     * The value of a column that is {@link OmittedFromViews}.
     *
     * @throws IllegalStateException in a view
     */
    protected final <T> T read(@Nullable T column) {
        if (column == null) {
            throw new IllegalStateException(name() + " was read as a view, without this column");
        }
        return column;
    }

    protected final void touch(Instant at) {
        updateTime = at;
    }
}
