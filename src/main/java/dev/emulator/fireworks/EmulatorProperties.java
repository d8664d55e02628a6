package dev.emulator.fireworks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Every setting of the emulator: those of a concern in a record of its own, and those that several share. A name
 * that is not here is refused at start, so that a misspelt setting never goes unnoticed. All are bound at once, which is what finds unknown
 * names in files.
 *
 * @param dataDir directory that keeps the data between starts; unset keeps it in memory
 * @param validation how strictly requests are checked
 * @param ids how the server names a resource whose id the client left open
 * @param account the account that a key belongs to when no listed key says otherwise
 * @param email the developer who is said to have made things, when no listed key says otherwise
 * @param randomSeed on which everything depends that would be left to chance; the same seed and the same inputs give the same bytes
 * @param seed files, or directories of files, with accounts, datasets, models and jobs that are there from the start
 * @param catalogue file with public models besides those that are built in, in the form of the API's list of models
 * @param trainerLogs whether jobs let their trainer's log be read, which the live service grants to some accounts only
 * @param logRequests whether each request is logged in one line, without secrets and bodies
 * @param startCache whether loaded classes are kept in the user's cache directory, so that the next start is quicker; known before any
 *     file with settings is read, so only as an argument or as EMULATOR_START_CACHE
 * @param hosts names by which the emulator may be called, besides localhost, addresses, and names that no public domain can have
 * @param tls {@code self-signed} serves https with a certificate that is made at the first start and kept; server.ssl brings your own
 * @param tlsDirectory directory of tls.p12 and of tls.pem, which clients trust; unset means the data directory, else .fireworks-emulator in
 *     the user's home
 * @param publicUrl the address users reach the emulator at, for the start-up line; unset means where it listens
 */
@ConfigurationProperties(prefix = "emulator", ignoreUnknownFields = false)
public record EmulatorProperties(
        @Nullable Path dataDir,
        @DefaultValue("schema") Validation validation,
        @DefaultValue("uuid") Ids ids,

        @Pattern(regexp = AuthProperties.ACCOUNT_ID, message = AuthProperties.ACCOUNT_ID_RULE) @DefaultValue("local")
        String account,

        @Email @NotBlank @DefaultValue("developer@example.com")
        String email,

        @DefaultValue("0") long randomSeed,
        @DefaultValue List<Path> seed,
        @Nullable Path catalogue,
        @DefaultValue("false") boolean trainerLogs,
        @DefaultValue("false") boolean logRequests,
        @DefaultValue("true") boolean startCache,
        @DefaultValue List<@NotBlank String> hosts,
        @DefaultValue("off") Tls tls,
        @Nullable Path tlsDirectory,
        @Nullable String publicUrl,
        @NestedConfigurationProperty @Valid @DefaultValue AuthProperties auth,
        @NestedConfigurationProperty @Valid @DefaultValue LimitsProperties limits,
        @NestedConfigurationProperty @Valid @DefaultValue JobPlanProperties lifecycle,
        @NestedConfigurationProperty @Valid @DefaultValue EngineProperties engine,
        @Valid @DefaultValue Control control,
        @NestedConfigurationProperty @Valid @DefaultValue JournalProperties journal) {

    /** {@code lenient}: JSON types and required fields; {@code schema}: also formats and ranges; {@code service}: all the live service checks. */
    public enum Validation {
        LENIENT,
        SCHEMA,
        SERVICE
    }

    /** Whose certificate is used, if any is made. */
    public enum Tls {
        OFF,
        SELF_SIGNED
    }

    /** {@code uuid} as the documentation says, {@code short} for the eight characters seen on the live service. */
    public enum Ids {
        UUID,
        SHORT
    }

    /**
     * @param token what the emulator's own calls have to bring as {@code Authorization: Bearer}; unset asks for none
     * @param requestFaults whether a request may bring the fault it is to meet with in a header of its own
     */
    public record Control(
            @Nullable String token,
            @NotNull @DefaultValue("loopback") RequestFaults requestFaults) {

        /** Who may break their own requests. */
        public enum RequestFaults {
            LOOPBACK,
            ALWAYS,
            NEVER
        }
    }
}
