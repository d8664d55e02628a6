package dev.emulator.fireworks;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the sizes that are accepted.
 *
 * @param requestBody the largest request body that is read, but for files
 * @param upload the largest file that can be uploaded directly
 * @param signedUpload the largest file that can be put at a signed address
 */
public record LimitsProperties(
        @NotNull @DefaultValue("16MB") DataSize requestBody,
        @NotNull @DefaultValue("150MB") DataSize upload,
        @NotNull @DefaultValue("80GB") DataSize signedUpload) {

    /** A body is read into one array. */
    private static final long LARGEST = Integer.MAX_VALUE - 1L;

    public LimitsProperties {
        if (requestBody.toBytes() < 1 || requestBody.toBytes() > LARGEST) {
            throw new InvalidConfigurationPropertyValueException(
                    "emulator.limits.request-body", requestBody, "Allowed: 1B to " + LARGEST + "B");
        }
    }
}
