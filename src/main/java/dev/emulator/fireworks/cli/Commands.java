package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.NearestName;
import dev.emulator.fireworks.StartArguments;
import dev.emulator.fireworks.cli.console.CommandException;
import dev.emulator.fireworks.cli.console.ErrorMessages;
import dev.emulator.fireworks.cli.console.Terminal;
import dev.emulator.fireworks.cli.console.UsageException;
import dev.emulator.fireworks.cli.doctor.DoctorCommand;
import dev.emulator.fireworks.cli.settings.SettingsTable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of all commands but {@code serve}, which {@link Program} runs without loading picocli. */
final class Commands {

    private static final String NAME = "fireworks-emulator";
    private static final int WIDTH = 100;

    private Commands() {}

    /** Runs a command, and returns the exit code. */
    static int run(Terminal terminal, String... arguments) {
        var commandLine = create(terminal);
        // Settings followed by --help ask for the help of serve.
        var isAboutStart = arguments.length > 0 && StartArguments.isSetting(arguments[0]);
        return commandLine.execute(
                isAboutStart
                        ? Stream.concat(Stream.of("serve"), Stream.of(arguments))
                                .toArray(String[]::new)
                        : arguments);
    }

    private static CommandLine create(Terminal terminal) {
        var commandLine = new CommandLine(root())
                .addSubcommand(serve())
                .addSubcommand(new EnvCommand(terminal))
                .addSubcommand(new HealthCommand(terminal))
                .addSubcommand(new SeedCommand(terminal))
                .addSubcommand(new SnapshotCommand(terminal))
                .addSubcommand(new RestoreCommand(terminal))
                .addSubcommand(new ValidateCommand(terminal))
                .addSubcommand(new DoctorCommand(terminal));
        return commandLine
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.interactive() ? Ansi.AUTO : Ansi.OFF))
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> explain(e.getCommandLine(), e))
                .setExecutionExceptionHandler((e, command, result) -> report(command, e));
    }

    private static CommandSpec root() {
        var spec = CommandSpec.create().name(NAME).version(version());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Print the help of the program or of a command, and exit.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version and exit.")
                .build());
        spec.usageMessage()
                .description(
                        "A local, offline emulator of the Fireworks AI fine-tuning API. Without a command, the emulator starts.")
                .customSynopsis(
                        "java -jar fireworks-emulator.jar [serve] [--SETTING=VALUE]...",
                        "   or: java -jar fireworks-emulator.jar COMMAND [OPTION]...")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes())
                .footer(String.format(
                        Locale.ROOT, "%nCOMMAND --help describes a command, and serve --help lists the settings."));
        return spec;
    }

    /** Only used for help; {@link Program} starts the emulator. */
    private static CommandSpec serve() {
        var spec = CommandSpec.create().name("serve");
        spec.usageMessage()
                .header("Start the emulator. This is the default command.")
                .customSynopsis("java -jar fireworks-emulator.jar [serve] [--SETTING=VALUE]...")
                .description(
                        "The emulator is ready when it prints a line that begins with \"Ready on\". Paste the next line into the shell of your client.",
                        "",
                        "A setting is an argument (--emulator.validation=service), an environment variable (EMULATOR_VALIDATION=service), or a line in an application.properties in the current directory.",
                        "",
                        "Short names: " + String.join(", ", StartArguments.shortNames()) + ".")
                .footerHeading("%nSettings:%n");
        spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, SettingsTable::render);
        return spec;
    }

    /** Only a packaged jar has a version. */
    private static String version() {
        @Nullable String version = Commands.class.getPackage().getImplementationVersion();
        return NAME + " " + Objects.requireNonNullElse(version, "(unpackaged)") + ", Java " + Runtime.version();
    }

    private static Map<String, String> exitCodes() {
        var codes = new LinkedHashMap<String, String>();
        codes.put("0", "success");
        codes.put("1", "failure of the command, or problems found");
        codes.put("2", "invalid command line");
        return codes;
    }

    private static int explain(CommandLine command, RuntimeException e) {
        var err = command.getErr();
        err.println(e.getMessage());
        if (e instanceof ParameterException mistake) {
            suggestion(mistake).ifPresent(name -> err.println("Did you mean: " + name + "?"));
        }
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Replaces picocli's suggestions, which have no limit of distance. */
    private static Optional<String> suggestion(ParameterException mistake) {
        if (!(mistake instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return Optional.empty();
        }
        var given = unmatched.getUnmatched().get(0).split("=", 2)[0];
        var command = mistake.getCommandLine();
        return given.startsWith("-")
                ? NearestName.to(given, command.getCommandSpec().optionsMap().keySet())
                : NearestName.to(given, command.getSubcommands().keySet())
                        .map(name -> command.getCommandSpec().qualifiedName() + " " + name);
    }

    private static int report(CommandLine command, Exception e) {
        if (e instanceof UsageException misuse) {
            return explain(command, misuse);
        }
        command.getErr()
                .println(
                        e instanceof CommandException failure ? failure.words() : "unexpected: " + ErrorMessages.of(e));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
