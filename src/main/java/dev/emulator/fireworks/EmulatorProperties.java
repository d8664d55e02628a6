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
 * All settings of the emulator. Each concern has a record; shared settings are here. The start fails on a name that is not listed, so a
 * misspelled setting is always noticed. All settings are bound in one step, because only that detects unknown names in files.
 *
 * @param dataDir directory that keeps data and uploaded files between starts, for one emulator at a time; unset keeps them in memory
 * @param validation how strictly requests are checked: {@code lenient} checks JSON types and required fields, {@code schema} also formats
 *     and ranges, {@code service} everything that the live service checks
 * @param ids format of generated ids: {@code uuid} as the vendor documents, {@code short} with eight characters as observed on the live service
 * @param account default account, which is printed at start-up; a listed key belongs to its own account
 * @param email email in createdBy of new resources, unless the listed key has its own
 * @param randomSeed seed of random durations, losses and weights; the same seed and the same inputs give the same results
 * @param seed YAML or JSON files, or directories of such files, with the accounts, datasets, models and jobs to create at startup
 * @param catalogue JSON file with more public models, in the format of the API's list of models
 * @param trainerLogs whether jobs return a trainerLogsSignedUrl; the live service does so for some accounts only
 * @param logRequests whether each request is logged in one line, without secrets and without bodies
 * @param startCache whether loaded classes are cached in the user's cache directory so that later starts are faster; with a cache, java -jar
 *     runs the emulator in a second JVM, which ends with the first; set it as an argument or as EMULATOR_START_CACHE, because files with
 *     settings are read too late
 * @param hosts host names that requests may use in addition to localhost, IP addresses, and names that cannot be public, such as
 *     emulator.test
 * @param tls {@code self-signed} serves HTTPS with a certificate that the first start creates; for your own certificate, use server.ssl
 * @param tlsDirectory directory of tls.p12 and of tls.pem, the certificate that clients must trust; unset uses the data directory or, without
 *     one, .fireworks-emulator in the user's home directory
 * @param publicUrl URL at which clients reach the emulator, if it differs from the one where it listens; it is printed at start-up, and
 *     signed URLs begin with it if the request was sent to its host
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
        @NestedConfigurationProperty @Valid @DefaultValue DeploymentProperties deployments,
        @NestedConfigurationProperty @Valid @DefaultValue InferenceProperties inference,
        @NestedConfigurationProperty @Valid @DefaultValue EngineProperties engine,
        @Valid @DefaultValue Control control,
        @NestedConfigurationProperty @Valid @DefaultValue JournalProperties journal) {

    /** Levels of validation. */
    public enum Validation {
        LENIENT,
        SCHEMA,
        SERVICE
    }

    /** Whether the emulator creates a certificate. */
    public enum Tls {
        OFF,
        SELF_SIGNED
    }

    /** Formats of generated ids. */
    public enum Ids {
        UUID,
        SHORT
    }

    /**
     * Settings of the control API.
     *
     * @param token token that requests to the control API must send as {@code Authorization: Bearer}; unset requires none
     * @param requestFaults which clients may inject a fault into their own request with the header X-Emulator-Fault; {@code loopback} means
     *     clients on this machine
     */
    public record Control(
            @Nullable String token,
            @NotNull @DefaultValue("loopback") RequestFaults requestFaults) {

        /** Clients that may inject faults. */
        public enum RequestFaults {
            LOOPBACK,
            ALWAYS,
            NEVER
        }
    }
}
