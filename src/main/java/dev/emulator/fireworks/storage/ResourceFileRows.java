package dev.emulator.fireworks.storage;

import java.util.List;
import org.springframework.data.repository.Repository;

/** All files of resources that are kept. */
interface ResourceFileRows extends Repository<ResourceFileRow, Long> {

    ResourceFileRow save(ResourceFileRow file);

    void delete(ResourceFileRow file);

    List<ResourceFileRow> findByOwnerUidAndInUseOrderByFilename(long ownerUid, boolean inUse);
}
