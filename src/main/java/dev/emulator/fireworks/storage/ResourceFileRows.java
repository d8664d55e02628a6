package dev.emulator.fireworks.storage;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Repository of the files of resources. */
interface ResourceFileRows extends Repository<ResourceFileRow, Long> {

    ResourceFileRow save(ResourceFileRow file);

    void delete(ResourceFileRow file);

    List<ResourceFileRow> findByOwnerUidAndInUseOrderByFilename(long ownerUid, boolean inUse);
}
