package dev.emulator.fireworks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Checks the command line and the environment of a start. An unknown setting stops the start, so that a misspelled setting is always
 * noticed. Spring Boot would ignore it.
 */
public final class StartArguments {

    /** The short names of common settings. */
    private static final Map<String, String> SHORT_NAMES = Map.of(
            "--port", "--server.port",
            "--data-dir", "--emulator.data-dir",
            "--validation", "--emulator.validation",
            "--seed", "--emulator.seed");

    private static final Pattern SETTING =
            Pattern.compile("--(emulator|server|spring|logging|management)\\.[^=]+(=.*)?", Pattern.DOTALL);
    private static final Pattern FLAG = Pattern.compile("--(debug|trace)(=(true|false))?");

    private static final String VARIABLES = "EMULATOR_";

    /** Variables that are not settings. The launcher, docker/compose.yaml, or the build of this project reads them. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "EMULATOR_EXIT_ON_STDIN_CLOSE",
            "EMULATOR_START_CACHE",
            "EMULATOR_IMAGE",
            "EMULATOR_JAR",
            "EMULATOR_MEMORY",
            "EMULATOR_POSTGRES_PORT",
            "EMULATOR_SEED_DIR",
            "EMULATOR_TEST_POSTGRES_IMAGE");

    /** Variables that Kubernetes and container links set for a service named emulator, such as EMULATOR_PORT_3473_TCP_ADDR. */
    private static final Pattern OF_A_SERVICE = Pattern.compile(
            "EMULATOR_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP)(_\\w+)?|NAME|ENV_\\w+)");

    private StartArguments() {}

    /**
     * Replaces short names by long names, and puts each value after an equals sign. {@code --port 4000} becomes
     * {@code --server.port=4000}.
     */
    public static String[] expand(String... arguments) {
        var expanded = new ArrayList<String>();
        for (int i = 0; i < arguments.length; i++) {
            var parts = arguments[i].split("=", 2);
            var name = SHORT_NAMES.getOrDefault(parts[0], parts[0]);
            if (parts.length == 2) {
                expanded.add(name + "=" + parts[1]);
            } else if (SETTING.matcher(name).matches()
                    && i + 1 < arguments.length
                    && !arguments[i + 1].startsWith("-")) {
                i++;
                expanded.add(name + "=" + arguments[i]);
            } else {
                expanded.add(name);
            }
        }
        return expanded.toArray(String[]::new);
    }

    /** Returns whether an argument has the form of a setting, under its short or long name. */
    public static boolean isSetting(String argument) {
        return SETTING.matcher(expand(argument)[0]).matches();
    }

    /** Returns a line for each short name with its long name, in alphabetical order. */
    public static List<String> shortNames() {
        return new TreeSet<>(SHORT_NAMES.keySet())
                .stream().map(name -> name + " is " + SHORT_NAMES.get(name)).toList();
    }

    /** Returns the setting with the most similar name, if there is a similar one. */
    public static Optional<String> nearest(String name) {
        return new SettingNames().nearest(name);
    }

    /**
     * Checks the arguments of a start.
     *
     * @param arguments the result of {@link #expand}
     * @throws UnknownSettingException for the first argument that is not a setting
     */
    public static void checkArguments(List<String> arguments) {
        for (var argument : arguments) {
            var name = argument.split("=", 2)[0];
            if (SETTING.matcher(argument).matches()) {
                var names = new SettingNames();
                if (!names.isKnown(name.substring(2))) {
                    throw unknown(
                            "argument " + name, names.nearest(name.substring(2)).map(nearest -> "--" + nearest), true);
                }
            } else if (!FLAG.matcher(argument).matches()) {
                throw unknown("argument " + name, nearestArgument(name), true);
            }
        }
    }

    /**
     * Checks the environment variables of a start.
     *
     * @throws UnknownSettingException for the first unknown variable whose name begins with EMULATOR_
     */
    public static void checkVariables(Map<String, String> environment) {
        for (var variable : environment.entrySet()) {
            var name = variable.getKey();
            if (name.startsWith(VARIABLES) && !isOtherVariable(name, variable.getValue())) {
                var names = new SettingNames();
                if (!names.isVariable(name)) {
                    var nearest =
                            name.equals("EMULATOR_PORT") ? Optional.of("SERVER_PORT") : names.nearestVariable(name);
                    throw unknown("environment variable " + name, nearest, false);
                }
            }
        }
    }

    private static boolean isOtherVariable(String name, String value) {
        return OTHER_VARIABLES.contains(name)
                || OF_A_SERVICE.matcher(name).matches()
                || value.startsWith("tcp://")
                || value.startsWith("udp://");
    }

    private static Optional<String> nearestArgument(String name) {
        var nearest = NearestName.to(name, new TreeSet<>(SHORT_NAMES.keySet()));
        return nearest.isPresent() || !name.startsWith("--")
                ? nearest
                : new SettingNames().nearest(name.substring(2)).map(setting -> "--" + setting);
    }

    private static UnknownSettingException unknown(String what, Optional<String> nearest, boolean isArgument) {
        return new UnknownSettingException(
                "unknown " + what
                        + nearest.map(name -> "; did you mean " + name + "?").orElse(""),
                isArgument);
    }
}
