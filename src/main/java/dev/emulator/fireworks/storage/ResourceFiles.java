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
 * Which files a resource has. Files are announced, put one by one, and taken into use together; until then those that were in use before
 * stay so. An owner is told by the key of its row.
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
     * What was announced for an owner and is not in use yet.
     *
     * @param there those of the files whose bytes have been put
     * @param number how many were announced
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
     * One of the files that are in use, to be read.
     *
     * @param modified when its owner was changed last
     */
    public Optional<Content> content(long owner, String filename, Instant modified) {
        return inUse(owner).stream()
                .filter(each -> each.filename().equals(filename))
                .findFirst()
                .map(NamedBlob::blob)
                .filter(blobs::has)
                .map(blob -> Content.kept(blob, modified, () -> blobs.open(blob.id())));
    }

    /**
     * Takes the bytes of an announced file.
     *
     * @param precondition refuses by throwing; gets the bytes that were put before, if any were
     * @param owner locks the owner's row, within a transaction, and tells its key
     */
    public Blob put(String filename, InputStream content, Consumer<Optional<Blob>> precondition, LongSupplier owner)
            throws IOException {
        var file = new NamedBlob(filename, blobs.write(content, largest));
        return keepingIfDone(List.of(file), () -> {
            change(changes -> changes.put(owner.getAsLong(), file, precondition));
            return file.blob();
        });
    }

    /** Takes steps in one transaction; the bytes of files that they drop are thrown away once it is done. */
    public void change(Consumer<Changes> steps) {
        var changes = new Changes();
        transaction.executeWithoutResult(status -> steps.accept(changes));
        changes.dropped.forEach(blobs::delete);
    }

    /** Steps that can fail on the way to taking bytes into use. */
    @FunctionalInterface
    public interface Step<T> {
        T take() throws IOException;
    }

    /** Throws bytes away again where what they are for does not come about. */
    public <T> T keepingIfDone(Collection<NamedBlob> contents, Step<T> step) throws IOException {
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

    /** What can become of files within a transaction in which the owner's row is locked. */
    public final class Changes {

        private final List<String> dropped = new ArrayList<>();

        private Changes() {}

        /** Announces files in the place of all that were announced before and are not in use yet. */
        public void announce(long owner, Collection<String> filenames) {
            drop(owner, false);
            filenames.forEach(filename -> rows.save(ResourceFileRow.announced(owner, filename)));
        }

        /** Notes that the bytes of an announced file are there, perhaps in the place of earlier ones. */
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

        /** Takes files into use in the place of all that were. */
        public void use(long owner, Collection<NamedBlob> contents) {
            drop(owner, true);
            contents.forEach(file -> rows.save(ResourceFileRow.inUse(owner, file)));
        }

        /** Takes the announced files into use in the place of all that were, if they are still those that were looked at. */
        public void useAnnounced(long owner, List<NamedBlob> examined) {
            var announced = rows.findByOwnerUidAndInUseOrderByFilename(owner, false);
            if (!named(announced).equals(examined)) {
                throw new ApiException(Code.ABORTED, "files were uploaded while the upload was validated");
            }
            drop(owner, true);
            announced.forEach(ResourceFileRow::use);
        }

        /** Drops every file there is. */
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
