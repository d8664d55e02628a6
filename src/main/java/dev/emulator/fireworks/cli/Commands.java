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

/** All commands but the start itself, which {@link Program} goes to without them. */
final class Commands {

    private static final String NAME = "fireworks-emulator";
    private static final int WIDTH = 100;

    private Commands() {}

    /** Runs a command, and tells the exit code. */
    static int run(Terminal terminal, String... arguments) {
        var commandLine = create(terminal);
        // A question after settings alone is one about the start.
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
                .setExecutionExceptionHandler((e, command, result) -> tell(command, e));
    }

    private static CommandSpec root() {
        var spec = CommandSpec.create().name(NAME).version(version());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this help, or that of a command, and exit.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version and exit.")
                .build());
        spec.usageMessage()
                .description(
                        "A local, offline stand-in for the Fireworks AI fine-tuning API. Without a command it starts.")
                .customSynopsis(
                        "java -jar fireworks-emulator.jar [serve] [--SETTING=VALUE]...",
                        "   or: java -jar fireworks-emulator.jar COMMAND [OPTION]...")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes())
                .footer(String.format(
                        Locale.ROOT, "%nCOMMAND --help tells more of each, and serve --help the settings."));
        return spec;
    }

    /** Only there to be asked about. */
    private static CommandSpec serve() {
        var spec = CommandSpec.create().name("serve");
        spec.usageMessage()
                .header("Start the emulator, which is what happens without a command.")
                .customSynopsis("java -jar fireworks-emulator.jar [serve] [--SETTING=VALUE]...")
                .description(
                        "It is ready when it prints a line that begins with \"Ready on\"; the next line is for the shell of your client.",
                        "",
                        "A setting is an argument (--emulator.validation=service), an environment variable (EMULATOR_VALIDATION=service), or a line in an application.properties in the current directory.",
                        "",
                        "Short names: " + String.join(", ", StartArguments.shortNames()) + ".")
                .footerHeading("%nSettings:%n");
        spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, SettingsTable::render);
        return spec;
    }

    /** In a build directory nobody has noted the version. */
    private static String version() {
        @Nullable String version = Commands.class.getPackage().getImplementationVersion();
        return NAME + " " + Objects.requireNonNullElse(version, "(unpackaged)") + ", Java " + Runtime.version();
    }

    private static Map<String, String> exitCodes() {
        var codes = new LinkedHashMap<String, String>();
        codes.put("0", "success");
        codes.put("1", "failure: of the command, or because something is wrong with what it looked at");
        codes.put("2", "the command line makes no sense");
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

    /** picocli's own suggestions are the nearest there are, however far. */
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

    private static int tell(CommandLine command, Exception e) {
        if (e instanceof UsageException misuse) {
            return explain(command, misuse);
        }
        command.getErr()
                .println(
                        e instanceof CommandException failure ? failure.words() : "unexpected: " + ErrorMessages.of(e));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
