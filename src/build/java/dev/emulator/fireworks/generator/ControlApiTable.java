package dev.emulator.fireworks.generator;

import dev.emulator.fireworks.openapi.ServedCall;
import java.util.List;
import java.util.stream.Collectors;

/** The table of docs/control-api.md. */
final class ControlApiTable {

    private ControlApiTable() {}

    static String of(List<ServedCall> calls) {
        return calls.stream()
                .map(call -> "| `%s %s` | %s |\n"
                        .formatted(call.method(), call.path().replace("/_emulator/v1", "…"), call.description()))
                .collect(Collectors.joining("", "| endpoint | description |\n|---|---|\n", ""));
    }
}
