package dev.emulator.fireworks.faults;

import java.util.Arrays;
import java.util.List;

/**
 * A ready-made error, as it is told to who looks for one.
 *
 * @param preset by which a fault's error names it
 * @param header by which a request may ask for it in {@code X-Emulator-Fault}
 * @param httpStatus the status it is answered with
 * @param retryAfter what {@code Retry-After} tells; empty for none
 * @param body what is answered, to the letter
 * @param basis where its words come from
 */
public record ReadyMadeFault(
        FaultPreset preset, String header, int httpStatus, String retryAfter, String body, FaultPreset.Basis basis) {

    public static List<ReadyMadeFault> all() {
        return Arrays.stream(FaultPreset.values()).map(ReadyMadeFault::of).toList();
    }

    private static ReadyMadeFault of(FaultPreset preset) {
        var error = preset.error();
        return new ReadyMadeFault(
                preset,
                RequestFaults.headerName(preset),
                error.status(),
                error.retryAfter(),
                ErrorAnswer.body(error, "").toString(),
                preset.basis());
    }
}
