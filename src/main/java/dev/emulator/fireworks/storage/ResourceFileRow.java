package dev.emulator.fireworks.storage;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A file of a resource. It is first announced, then uploaded. When all announced files are uploaded and valid, they are in use. */
@Entity
@Table(name = "resource_file")
final class ResourceFileRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "row_uid")
    @SequenceGenerator(name = "row_uid", sequenceName = "row_uid", allocationSize = 100)
    private @Nullable Long uid;

    private long ownerUid;
    private String filename;
    private boolean inUse;
    private @Nullable String blobId;
    private long size;
    private @Nullable String sha256;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected ResourceFileRow() {}

    private ResourceFileRow(long owner, String filename, boolean inUse) {
        this.ownerUid = owner;
        this.filename = filename;
        this.inUse = inUse;
    }

    static ResourceFileRow announced(long owner, String filename) {
        return new ResourceFileRow(owner, filename, false);
    }

    static ResourceFileRow inUse(long owner, NamedBlob file) {
        var row = new ResourceFileRow(owner, file.filename(), true);
        row.put(file.blob());
        return row;
    }

    void put(Blob blob) {
        blobId = blob.id();
        size = blob.size();
        sha256 = blob.sha256();
    }

    void use() {
        inUse = true;
    }

    String filename() {
        return filename;
    }

    /** Unset until the file is uploaded. */
    @Nullable
    Blob blob() {
        return blobId == null || sha256 == null ? null : new Blob(blobId, size, sha256);
    }

    @Nullable
    NamedBlob named() {
        var blob = blob();
        return blob == null ? null : new NamedBlob(filename, blob);
    }
}
