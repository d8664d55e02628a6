package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.storage.Blob;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A file of a dataset: announced, then put, then, once all that were announced with it are there and validated, in use. */
@Entity
@Table(name = "dataset_file")
class DatasetFileRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "row_uid")
    @SequenceGenerator(name = "row_uid", sequenceName = "row_uid", allocationSize = 100)
    private @Nullable Long uid;

    private long datasetUid;
    private String filename;
    private boolean inUse;
    private @Nullable String blobId;
    private long size;
    private @Nullable String sha256;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected DatasetFileRow() {}

    private DatasetFileRow(DatasetRow dataset, String filename, boolean inUse) {
        this.datasetUid = dataset.id();
        this.filename = filename;
        this.inUse = inUse;
    }

    static DatasetFileRow announced(DatasetRow dataset, String filename) {
        return new DatasetFileRow(dataset, filename, false);
    }

    static DatasetFileRow inUse(DatasetRow dataset, String filename, Blob blob) {
        var file = new DatasetFileRow(dataset, filename, true);
        file.put(blob);
        return file;
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

    /** Unset until the file was put. */
    @Nullable
    Blob blob() {
        return blobId == null || sha256 == null ? null : new Blob(blobId, size, sha256);
    }
}
