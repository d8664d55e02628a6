package dev.emulator.fireworks.dataset;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All datasets that are kept. */
interface Datasets extends Repository<DatasetRow, Long> {

    void delete(DatasetRow row);

    /** Waits for whoever else is changing the row. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select row from DatasetRow row where row.account = ?1 and row.resourceId = ?2")
    Optional<DatasetRow> lock(String account, String id);
}
