package dev.emulator.fireworks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Every setting of the emulator. A name that is not here is refused at start, so that a misspelt setting never goes unnoticed.
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

        @Pattern(regexp = ACCOUNT, message = ACCOUNT_RULE) @DefaultValue("local")
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
        @Valid @DefaultValue Auth auth,
        @Valid @DefaultValue Limits limits,
        @Valid @DefaultValue Lifecycle lifecycle,
        @Valid @DefaultValue Engine engine,
        @Valid @DefaultValue Control control,
        @Valid @DefaultValue Journal journal) {

    private static final String ACCOUNT = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final String ACCOUNT_RULE = "must be 1-63 of a-z, 0-9 and -, without a hyphen at either end";

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
     * @param enabled whether a key is wanted at all
     * @param keys the keys that are good; empty lets any non-blank key in
     */
    public record Auth(
            @DefaultValue("true") boolean enabled,
            @DefaultValue List<@Valid Key> keys) {

        /** A key, the account it opens, and whose it is. */
        public record Key(
                @NotBlank String key,

                @NotBlank @Pattern(regexp = ACCOUNT, message = ACCOUNT_RULE)
                String account,

                @Nullable @Email String email) {}
    }

    /**
     * @param requestBody the largest request body that is read, but for files
     * @param upload the largest file that can be uploaded directly
     * @param signedUpload the largest file that can be put at a signed address
     */
    public record Limits(
            @NotNull @DefaultValue("16MB") DataSize requestBody,
            @NotNull @DefaultValue("150MB") DataSize upload,
            @NotNull @DefaultValue("80GB") DataSize signedUpload) {

        /** A body is read into one array. */
        private static final long LARGEST = Integer.MAX_VALUE - 1L;

        public Limits {
            if (requestBody.toBytes() < 1 || requestBody.toBytes() > LARGEST) {
                throw new InvalidConfigurationPropertyValueException(
                        "emulator.limits.request-body", requestBody, "Allowed: 1B to " + LARGEST + "B");
            }
        }
    }

    /**
     * @param preset the plan of a new job: {@code instant}, {@code fast} or {@code realistic}
     * @param stages a plan of one's own instead, as {@code STATE} or {@code STATE DURATION}, for example {@code RUNNING 5s}; a stage before
     *     the last one without a duration holds until a call moves the job on
     * @param durations how long a state lasts, by state, for example {@code RUNNING: 30s}; overrides the preset's
     * @param failure what a job that ends as FAILED says
     */
    public record Lifecycle(
            @DefaultValue("fast") Preset preset,
            @DefaultValue List<@NotBlank String> stages,
            @DefaultValue Map<String, Duration> durations,
            @Valid @DefaultValue Failure failure) {

        /** How fast the default plan goes by. */
        public enum Preset {
            INSTANT,
            FAST,
            REALISTIC
        }

        /** The status of a failed job; the code is a name of google.rpc.Code. */
        public record Failure(
                @NotBlank @DefaultValue("INTERNAL") String code,
                @DefaultValue("Internal error") String message) {}
    }

    /**
     * @param interval how often due transitions are looked for
     * @param batch how many rows move in one transaction
     */
    public record Engine(
            @NotNull @DurationMin(millis = 1) @DefaultValue("100ms")
            Duration interval,

            @Min(1) @Max(10_000) @DefaultValue("200") int batch) {}

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

    /**
     * @param enabled whether requests are noted at all
     * @param entries how many are kept, of all accounts together
     * @param size how much of the heap they may take
     * @param body how much of a body is kept; what is more is left out and said to be
     */
    public record Journal(
            @DefaultValue("true") boolean enabled,
            @Min(1) @Max(10_000_000) @DefaultValue("20000") int entries,
            @NotNull @DefaultValue("32MB") DataSize size,
            @NotNull @DefaultValue("32KB") DataSize body) {}
}
