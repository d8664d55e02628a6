package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.StartArguments;
import dev.emulator.fireworks.cli.console.Terminal;
import dev.emulator.fireworks.cli.doctor.Finding.Level;
import dev.emulator.fireworks.cli.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;
import tools.jackson.databind.json.JsonMapper;

/** Reports problems that prevent the emulator from starting or working well, each with a remedy. */
@Command(
        name = "doctor",
        header = "Find problems that prevent the emulator from starting, and how to fix them.",
        description = {
            "The command changes nothing, and exits with 1 if it finds a problem.",
            "It reads the settings that `serve` reads, and accepts settings as arguments: doctor --emulator.data-dir=data"
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final List<Check> CHECKS = List.of(
            new JavaCheck(Runtime.version()),
            MemoryCheck.ofThisProcess(),
            new SettingsCheck(),
            new PortCheck(),
            new DataDirectoryCheck(),
            new DatabaseCheck(),
            new TrialStart(),
            new ClockCheck(),
            new StartCacheCheck());

    private final Terminal terminal;

    @Unmatched
    private final List<String> settings = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var context = new DoctorContext(
                Settings.of(settings, terminal.environment()),
                List.of(StartArguments.expand(settings.toArray(String[]::new))),
                terminal.environment(),
                terminal.clock());
        var findings = new ArrayList<Finding>();
        CHECKS.forEach(check -> findings.addAll(check.run(context)));
        var isWell = findings.stream().noneMatch(finding -> finding.level() == Level.PROBLEM);
        if (json) {
            terminal.out().println(json(findings, isWell));
        } else {
            findings.forEach(this::print);
            terminal.out().println(summary(findings));
        }
        return isWell ? 0 : 1;
    }

    private void print(Finding finding) {
        var level = finding.level().name().toLowerCase(Locale.ROOT);
        terminal.out().println(String.format(Locale.ROOT, "%-8s %-15s %s", level, finding.check(), finding.message()));
        if (!finding.remedy().isEmpty()) {
            terminal.out().println(" ".repeat(25) + "-> " + finding.remedy());
        }
    }

    private static String summary(List<Finding> findings) {
        var problems = findings.stream()
                .filter(finding -> finding.level() == Level.PROBLEM)
                .count();
        var warnings = findings.stream()
                .filter(finding -> finding.level() == Level.WARNING)
                .count();
        if (problems == 0) {
            return warnings == 0 ? "No problems found." : "No problems found that prevent a start.";
        }
        return problems == 1 ? "1 problem found." : problems + " problems found.";
    }

    private static String json(List<Finding> findings, boolean isWell) {
        var root = JsonMapper.shared().createObjectNode();
        root.put("ok", isWell);
        var list = root.putArray("findings");
        for (var finding : findings) {
            list.addObject()
                    .put("check", finding.check())
                    .put("level", finding.level().name())
                    .put("message", finding.message())
                    .put("remedy", finding.remedy());
        }
        return root.toPrettyString();
    }
}
