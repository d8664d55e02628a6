package dev.emulator.fireworks;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of the emulator's settings, as arguments and as environment variables. They are the components of {@link EmulatorProperties}. */
final class SettingNames {

    private static final String PREFIX = "emulator";
    private static final Pattern INDEX = Pattern.compile("\\[[^]]*]");
    private static final Pattern VARIABLE_INDEX = Pattern.compile("_\\d+(?=_|$)");

    /** Settings of Spring Boot that the documentation of the emulator lists. */
    private static final List<String> OF_SPRING = List.of(
            "server.port",
            "server.address",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password");

    /** A name within this distance of a documented name is a typing error, because Spring Boot has no other setting so close. */
    private static final int MAX_TYPO_DISTANCE = 2;

    private final Set<String> names = new TreeSet<>();
    private final Set<String> maps = new TreeSet<>();

    SettingNames() {
        collect(PREFIX, EmulatorProperties.class);
    }

    private void collect(String prefix, Class<?> settings) {
        for (var component : settings.getRecordComponents()) {
            var name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            var type = elementType(component.getGenericType());
            if (Map.class.isAssignableFrom(component.getType())) {
                maps.add(name);
            } else if (type instanceof Class<?> nested && nested.isRecord()) {
                collect(name, nested);
            } else {
                names.add(name);
            }
        }
    }

    /** Returns the type of the elements of a list, or the type itself if it is no list. */
    private static Type elementType(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class
                ? list.getActualTypeArguments()[0]
                : type;
    }

    /** Returns whether a setting exists. Also returns true for settings of Spring Boot that are not checked. */
    boolean isKnown(String name) {
        if (!name.startsWith(PREFIX + ".")) {
            return OF_SPRING.contains(name)
                    || OF_SPRING.stream().noneMatch(known -> NearestName.distance(name, known) <= MAX_TYPO_DISTANCE);
        }
        var uniform = uniform(name);
        return names.stream().anyMatch(known -> uniform(known).equals(uniform))
                || maps.stream().anyMatch(map -> uniform.startsWith(uniform(map) + "."));
    }

    /** Returns the same text for a name in kebab case, camel case and snake case, because Spring Boot accepts all three. */
    private static String uniform(String name) {
        return INDEX.matcher(name).replaceAll("").replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    /** @param name with or without the prefix, which is not compared because all names have it */
    Optional<String> nearest(String name) {
        var ours = NearestName.to(
                        name.replaceFirst("^emulator\\.", ""), bare(Stream.concat(names.stream(), maps.stream())))
                .map(nearest -> PREFIX + "." + nearest);
        return ours.or(() -> NearestName.to(name, OF_SPRING));
    }

    private static List<String> bare(Stream<String> names) {
        return names.map(name -> name.substring(PREFIX.length() + 1)).toList();
    }

    boolean isVariable(String variable) {
        var name = VARIABLE_INDEX.matcher(variable).replaceAll("");
        return variables(names).contains(name) || variables(maps).stream().anyMatch(map -> name.startsWith(map + "_"));
    }

    Optional<String> nearestVariable(String variable) {
        var bare = bare(names.stream()).stream().map(SettingNames::variable).toList();
        return NearestName.to(variable.substring(PREFIX.length() + 1), bare)
                .map(nearest -> variable(PREFIX) + "_" + nearest);
    }

    /** Returns two variables for each name, because Spring Boot accepts an underscore for a hyphen, and also no character. */
    private static Set<String> variables(Set<String> names) {
        var variables = new HashSet<String>();
        for (var name : names) {
            variables.add(variable(name));
            variables.add(variable(name.replace("-", "")));
        }
        return variables;
    }

    private static String variable(String name) {
        return name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
