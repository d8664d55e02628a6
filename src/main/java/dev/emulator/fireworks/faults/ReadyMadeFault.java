package dev.emulator.fireworks.faults;

import java.util.Arrays;
import java.util.List;

/**
 * A predefined error.
 *
 * @param preset the value for {@code error.preset} of a fault
 * @param header the value for the request header {@code X-Emulator-Fault}
 * @param httpStatus the HTTP status of the response
 * @param retryAfter the duration in {@code Retry-After}; empty for no header
 * @param body the exact body of the response
 * @param basis the source of the message
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
                ErrorAnswer.body(error, ""),
                preset.basis());
    }
}
