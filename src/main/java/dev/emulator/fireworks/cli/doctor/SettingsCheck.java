package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.StartArguments;
import dev.emulator.fireworks.UnknownSettingException;
import dev.emulator.fireworks.cli.console.CommandException;
import java.util.List;

/** Whether a start would take the settings. */
final class SettingsCheck implements Check {

    private static final String NAME = "settings";
    private static final String REMEDY =
            "Correct it where it is set; serve --help lists the settings and their values.";

    @Override
    public List<Finding> run(DoctorContext context) {
        try {
            StartArguments.checkVariables(context.variables());
            context.settings().emulator();
            return List.of(Finding.ok(NAME, "all known"));
        } catch (UnknownSettingException e) {
            return List.of(problem(e.reason()));
        } catch (CommandException e) {
            return List.of(problem(e.words()));
        }
    }

    static Finding problem(String reason) {
        return Finding.problem(NAME, reason, REMEDY);
    }
}
