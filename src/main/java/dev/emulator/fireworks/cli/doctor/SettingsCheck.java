package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.StartArguments;
import dev.emulator.fireworks.UnknownSettingException;
import dev.emulator.fireworks.cli.console.CommandException;
import java.util.List;

/** Checks whether all settings are known and valid. */
final class SettingsCheck implements Check {

    private static final String NAME = "settings";
    private static final String REMEDY = "Correct the setting; serve --help lists all settings and their values.";

    @Override
    public List<Finding> run(DoctorContext context) {
        try {
            StartArguments.checkVariables(context.variables());
            context.settings().emulator();
            return List.of(Finding.ok(NAME, "all valid"));
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
