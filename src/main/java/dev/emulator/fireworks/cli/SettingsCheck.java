package dev.emulator.fireworks.cli;

import java.util.List;

/** Whether a start would take the settings. */
final class SettingsCheck implements Check {

    private static final String NAME = "settings";

    @Override
    public List<Finding> look(Patient patient) {
        try {
            patient.settings().emulator();
            return List.of(Finding.ok(NAME, "all known"));
        } catch (Failure e) {
            return List.of(Finding.problem(
                    NAME, e.words(), "Correct it where it is set; serve --help lists the settings and their values."));
        }
    }
}
