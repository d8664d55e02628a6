package dev.emulator.fireworks.resource;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.storage.Announcement;
import dev.emulator.fireworks.storage.Blob;
import dev.emulator.fireworks.storage.Bucket;
import dev.emulator.fireworks.storage.Content;
import dev.emulator.fireworks.storage.NamedBlob;
import dev.emulator.fireworks.storage.ResourceFiles;
import dev.emulator.fireworks.store.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The uploaded files of one type of resource. Files are announced, uploaded to signed URLs, put into use together, downloaded, and deleted
 * with the resource.
 *
 * @param <R> the row
 * @param <S> the fields that clients can set
 */
public abstract class ResourceContents<R extends Row<S>, S extends Record> implements Bucket {

    protected final ResourceFiles files;

    private final ResourceService<R, ?, S> resources;

    protected ResourceContents(ResourceService<R, ?, S> resources, ResourceFiles files) {
        this.resources = resources;
        this.files = files;
    }

    /** Refuses an announcement by throwing an exception; by default, all are accepted. */
    protected void checkAnnouncement(R row) {}

    /** Announces files. Replaces earlier announcements of files that are not in use yet. */
    public void announce(ResourceName name, Announcement announced) {
        change(name, (changes, row) -> {
            checkAnnouncement(row);
            changes.announce(row.uid(), announced.filenames());
        });
    }

    /** The names of the files that can be downloaded. */
    public List<String> filenames(ResourceName name) {
        return inUse(name).stream().map(NamedBlob::filename).toList();
    }

    /** The files in use. */
    public List<NamedBlob> inUse(ResourceName name) {
        return files.inUse(resources.require(name).uid());
    }

    /** Deletes a resource with all of its files. */
    public void delete(String account, String id) {
        change(resources.writableName(account, id), (changes, row) -> {
            changes.dropAll(row.uid());
            resources.remove(row);
        });
    }

    /** Locks the resource and changes it and its files in one transaction. */
    protected final void change(ResourceName name, BiConsumer<ResourceFiles.Changes, R> steps) {
        files.change(changes -> steps.accept(changes, resources.lock(name)));
    }

    @Override
    public final String collection() {
        return resources.collection();
    }

    @Override
    public final Blob put(
            ResourceName name, String filename, InputStream content, Consumer<Optional<Blob>> precondition)
            throws IOException {
        return files.put(
                filename, content, precondition, () -> resources.lock(name).uid());
    }

    @Override
    public final Optional<Content> get(ResourceName name, String filename) throws IOException {
        return content(resources.require(name), filename);
    }

    /** One of the files that can be downloaded. */
    protected Optional<Content> content(R row, String filename) throws IOException {
        return files.content(row.uid(), filename, row.updateTime());
    }
}
