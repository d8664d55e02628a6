package dev.emulator.fireworks.model;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All models that are kept. */
interface Models extends Repository<ModelRow, Long> {

    void delete(ModelRow row);

    /** Waits for whoever else is changing the row. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select row from ModelRow row where row.account = ?1 and row.resourceId = ?2")
    Optional<ModelRow> lock(String account, String id);

    /** Of several; in the order of their names, so that two who want some of the same wait and do not block each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select row from ModelRow row where row.account = ?1 and row.resourceId in ?2 order by row.resourceId")
    List<ModelRow> lock(String account, Collection<String> ids);
}
