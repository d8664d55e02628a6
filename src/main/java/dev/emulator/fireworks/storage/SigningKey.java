package dev.emulator.fireworks.storage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Signs texts with a secret that is stored in the database, so that signed URLs are valid after a restart and in all replicas. */
@Component
class SigningKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final RandomGenerator random;
    // Cloned for each text, because creating and initialising a Mac would double the time.
    private volatile @Nullable Mac ready;

    SigningKey(JdbcClient jdbc, TransactionOperations transaction, RandomGenerator random) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.random = random;
    }

    String sign(String text) {
        try {
            var known = ready;
            if (known == null) {
                known = mac();
                ready = known;
            }
            return HexFormat.of().formatHex(((Mac) known.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private Mac mac() throws GeneralSecurityException {
        var secret = transaction.execute(status -> kept());
        var mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), ALGORITHM));
        return mac;
    }

    private String kept() {
        var proposed = new byte[BYTES];
        random.nextBytes(proposed);
        jdbc.sql("insert into signing_key (id, secret) values (1, ?) on conflict do nothing")
                .param(HexFormat.of().formatHex(proposed))
                .update();
        return jdbc.sql("select secret from signing_key where id = 1")
                .query(String.class)
                .single();
    }
}
