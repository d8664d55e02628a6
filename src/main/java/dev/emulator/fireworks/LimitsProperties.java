package dev.emulator.fireworks;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Size limits.
 *
 * @param requestBody maximum size of a request body other than an uploaded file; larger bodies are rejected with RESOURCE_EXHAUSTED
 * @param upload maximum size of a file that is uploaded directly
 * @param signedUpload maximum size of a file that is uploaded to a signed URL
 */
public record LimitsProperties(
        @NotNull @DefaultValue("16MB") DataSize requestBody,
        @NotNull @DefaultValue("150MB") DataSize upload,
        @NotNull @DefaultValue("80GB") DataSize signedUpload) {

    /** A body is read into one array, whose length is an int. */
    private static final long LARGEST = Integer.MAX_VALUE - 1L;

    public LimitsProperties {
        if (requestBody.toBytes() < 1 || requestBody.toBytes() > LARGEST) {
            throw new InvalidConfigurationPropertyValueException(
                    "emulator.limits.request-body", requestBody, "Allowed: 1B to " + LARGEST + "B");
        }
    }
}
