package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The files of resources. Files are announced, uploaded one by one, and put into use together. Until then, the former files stay in use. Owners
 * are identified by the key of their row.
 */
@Component
public class ResourceFiles {

    private final ResourceFileRows rows;
    private final Blobs blobs;
    private final TransactionOperations transaction;
    private final long largest;

    ResourceFiles(
            ResourceFileRows rows, Blobs blobs, TransactionOperations transaction, EmulatorProperties properties) {
        this.rows = rows;
        this.blobs = blobs;
        this.transaction = transaction;
        this.largest = properties.limits().signedUpload().toBytes();
    }

    /**
     * The announced files of a resource that are not in use yet.
     *
     * @param there the files that are uploaded
     * @param number number of announced files
     */
    public record Announced(List<NamedBlob> there, int number) {

        public boolean isComplete() {
            return number > 0 && there.size() == number;
        }
    }

    public List<NamedBlob> inUse(long owner) {
        return named(rows.findByOwnerUidAndInUseOrderByFilename(owner, true));
    }

    public Announced announced(long owner) {
        var files = rows.findByOwnerUidAndInUseOrderByFilename(owner, false);
        return new Announced(named(files), files.size());
    }

    /**
     * A file in use.
     *
     * @param modified time of the last change of its owner
     */
    public Optional<Content> content(long owner, String filename, Instant modified) {
        return inUse(owner).stream()
                .filter(each -> each.filename().equals(filename))
                .findFirst()
                .map(NamedBlob::blob)
                .filter(blobs::has)
                .map(blob -> Content.stored(blob, modified, () -> blobs.open(blob.id())));
    }

    /**
     * Stores the upload of an announced file.
     *
     * @param precondition throws an exception to refuse the upload; gets the previous upload, if there is one
     * @param owner locks the owner's row in a transaction, and returns its key
     */
    public Blob put(String filename, InputStream content, Consumer<Optional<Blob>> precondition, LongSupplier owner)
            throws IOException {
        var file = new NamedBlob(filename, blobs.write(content, largest));
        return deleteOnFailure(List.of(file), () -> {
            change(changes -> changes.put(owner.getAsLong(), file, precondition));
            return file.blob();
        });
    }

    /** Changes files in one transaction. After the commit, the bytes of dropped files are deleted. */
    public void change(Consumer<Changes> steps) {
        var changes = new Changes();
        transaction.executeWithoutResult(status -> steps.accept(changes));
        changes.dropped.forEach(blobs::delete);
    }

    /** An operation that puts stored bytes into use, and can fail. */
    @FunctionalInterface
    public interface Step<T> {
        T take() throws IOException;
    }

    /** Deletes stored bytes if the operation that puts them into use fails. */
    public <T> T deleteOnFailure(Collection<NamedBlob> contents, Step<T> step) throws IOException {
        var done = false;
        try {
            var result = step.take();
            done = true;
            return result;
        } finally {
            if (!done) {
                contents.forEach(file -> blobs.delete(file.blob().id()));
            }
        }
    }

    private static List<NamedBlob> named(List<ResourceFileRow> files) {
        return files.stream()
                .map(ResourceFileRow::named)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Changes of files in a transaction, in which the owner's row must be locked. */
    public final class Changes {

        private final List<String> dropped = new ArrayList<>();

        private Changes() {}

        /** Announces files. Replaces announced files that are not in use yet. */
        public void announce(long owner, Collection<String> filenames) {
            drop(owner, false);
            filenames.forEach(filename -> rows.save(ResourceFileRow.announced(owner, filename)));
        }

        /** Sets the bytes of an announced file. Replaces an earlier upload. */
        private void put(long owner, NamedBlob file, Consumer<Optional<Blob>> precondition) {
            var announced = rows.findByOwnerUidAndInUseOrderByFilename(owner, false).stream()
                    .filter(each -> each.filename().equals(file.filename()))
                    .findFirst()
                    .orElseThrow(() ->
                            ApiException.failedPrecondition("no upload of " + file.filename() + " was announced"));
            var before = Optional.ofNullable(announced.blob());
            precondition.accept(before);
            before.map(Blob::id).ifPresent(dropped::add);
            announced.put(file.blob());
        }

        /** Puts files into use. Replaces all files that were in use. */
        public void use(long owner, Collection<NamedBlob> contents) {
            drop(owner, true);
            contents.forEach(file -> rows.save(ResourceFileRow.inUse(owner, file)));
        }

        /** Puts the announced files into use, if they are still those that were examined. Replaces all files that were in use. */
        public void useAnnounced(long owner, List<NamedBlob> examined) {
            var announced = rows.findByOwnerUidAndInUseOrderByFilename(owner, false);
            if (!named(announced).equals(examined)) {
                throw new ApiException(Code.ABORTED, "files were uploaded while the upload was validated");
            }
            drop(owner, true);
            announced.forEach(ResourceFileRow::use);
        }

        /** Drops all files. */
        public void dropAll(long owner) {
            drop(owner, true);
            drop(owner, false);
        }

        private void drop(long owner, boolean inUse) {
            for (var file : rows.findByOwnerUidAndInUseOrderByFilename(owner, inUse)) {
                rows.delete(file);
                Optional.ofNullable(file.blob()).map(Blob::id).ifPresent(dropped::add);
            }
        }
    }
}
