package dev.emulator.fireworks.finetuning.supervised;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All supervised fine-tuning jobs that are kept. */
interface SupervisedFineTuningJobs extends Repository<SupervisedFineTuningJobRow, Long> {

    /** Waits for whoever else is moving the row. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select row from SupervisedFineTuningJobRow row where row.account = ?1 and row.resourceId = ?2")
    Optional<SupervisedFineTuningJobRow> lock(String account, String id);

    /** With all there is in it, unlike a row that is only listed. */
    @Query("select row from SupervisedFineTuningJobRow row where row.account = ?1 and row.resourceId = ?2")
    Optional<SupervisedFineTuningJobRow> find(String account, String id);
}
