package dev.emulator.fireworks.account;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Repository of accounts. */
interface AccountRows extends Repository<AccountRow, String> {

    Optional<AccountRow> findById(String account);

    /** A single statement, so that two concurrent first requests create one account. */
    @Modifying
    @Query(
            nativeQuery = true,
            value = "insert into account (account_id, email, create_time, update_time) values (?1, ?2, ?3, ?3)"
                    + " on conflict do nothing")
    int insertIfAbsent(String account, String email, Instant now);
}
