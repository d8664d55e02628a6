package dev.emulator.fireworks.cli.settings;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.FireworksEmulator;
import dev.emulator.fireworks.StartArguments;
import dev.emulator.fireworks.UnknownSettingException;
import dev.emulator.fireworks.cli.console.CommandException;
import dev.emulator.fireworks.cli.console.ErrorMessages;
import dev.emulator.fireworks.cli.console.UsageException;
import dev.emulator.fireworks.control.ListeningUrl;
import dev.emulator.fireworks.startup.EmulatorPropertiesValidator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.boot.support.EnvironmentPostProcessorsFactory;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.validation.FieldError;

/** The settings that a start would use: arguments, environment variables, and {@code application.properties} in the current directory. */
public final class Settings {

    private static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    private final ConfigurableEnvironment environment;

    private Settings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Reads all settings.
     *
     * @param arguments the arguments of a start
     * @param variables the environment variables
     * @throws UsageException if an argument is not a setting
     */
    public static Settings of(List<String> arguments, Map<String, String> variables) {
        var expanded = StartArguments.expand(arguments.toArray(String[]::new));
        try {
            StartArguments.checkArguments(List.of(expanded));
        } catch (UnknownSettingException e) {
            throw new UsageException(e.reason());
        }
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, Map.copyOf(variables)));
        sources.addFirst(new SimpleCommandLinePropertySource(expanded));
        ConfigurationPropertySources.attach(environment);
        var application = new SpringApplication(FireworksEmulator.class);
        try {
            EnvironmentPostProcessorsFactory.fromSpringFactories(Settings.class.getClassLoader())
                    .getEnvironmentPostProcessors(new DeferredLogs(), new DefaultBootstrapContext())
                    .forEach(processor -> processor.postProcessEnvironment(environment, application));
        } catch (RuntimeException e) {
            throw new CommandException("the settings cannot be read: " + ErrorMessages.of(e));
        }
        return new Settings(environment);
    }

    /** Returns the settings of a start in progress. */
    public static Settings of(ConfigurableEnvironment environment) {
        return new Settings(environment);
    }

    /** Returns the value of a setting, or the emulator's default; null if it has neither. */
    @Nullable
    public String get(String name) {
        return environment.getProperty(name);
    }

    /** Returns the URL that an emulator with these settings prints. */
    public String listeningUrl(String port) {
        return ListeningUrl.of(environment, port);
    }

    /** Returns the URL at which the emulator can be reached from this machine. */
    public String loopbackUrl(String port) {
        var host = get("server.address", "").strip();
        var literal = host.contains(":") ? "[" + host + "]" : host;
        var isAnywhere = host.isEmpty() || host.equals("localhost") || host.equals("0.0.0.0") || host.equals("::");
        return (ListeningUrl.isTls(environment) ? "https://" : "http://") + (isAnywhere ? "127.0.0.1" : literal) + ":"
                + port;
    }

    /** Returns whether a setting has a value, or any setting below it. */
    public boolean isAnySet(String name) {
        var prefix = ConfigurationPropertyName.of(name);
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source.getConfigurationProperty(prefix) != null
                    || source.containsDescendantOf(prefix) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }

    public String get(String name, String fallback) {
        return Objects.requireNonNullElse(get(name), fallback);
    }

    /**
     * Returns the emulator's settings as a start would bind them.
     *
     * @throws CommandException if a start would refuse them
     */
    public EmulatorProperties emulator() {
        var strict = new NoUnboundElementsBindHandler(
                new IgnoreTopLevelConverterNotFoundBindHandler(), new UnboundElementsSourceFilter());
        var handler = new ValidationBindHandler(strict, new EmulatorPropertiesValidator(environment));
        try {
            return Binder.get(environment).bindOrCreate("emulator", Bindable.of(EmulatorProperties.class), handler);
        } catch (BindException e) {
            throw new CommandException(reason(e));
        }
    }

    /** Describes what is wrong with a setting in one sentence. */
    public static String reason(BindException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                return unbound.getUnboundProperties().stream()
                        .map(property -> "there is no setting " + property.getName()
                                + StartArguments.nearest(property.getName().toString())
                                        .map(nearest -> "; did you mean " + nearest + "?")
                                        .orElse(""))
                        .collect(Collectors.joining("; "));
            }
            if (cause instanceof BindValidationException invalid) {
                return invalid.getValidationErrors().getAllErrors().stream()
                        .map(error -> error instanceof FieldError field
                                ? invalid.getValidationErrors().getName() + "." + field.getField() + " "
                                        + field.getDefaultMessage()
                                : String.valueOf(error.getDefaultMessage()))
                        .collect(Collectors.joining("; "));
            }
        }
        var property = e.getProperty();
        return property == null
                ? e.getName() + " cannot be read: " + rootReason(e)
                : e.getName() + " cannot be " + property.getValue() + ": " + rootReason(e);
    }

    private static String rootReason(Throwable e) {
        var root = e;
        for (; root.getCause() != null; root = root.getCause()) {
            if (root instanceof ConversionFailedException failed
                    && failed.getTargetType().getType().isEnum()) {
                return "it must be one of " + choices(failed.getTargetType().getType());
            }
        }
        return ErrorMessages.of(root);
    }

    /** Returns the values of an enum as written in settings; empty for any other type. */
    public static String choices(Class<?> type) {
        var constants = Objects.requireNonNullElse(type.getEnumConstants(), new Object[0]);
        return Stream.of(constants)
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
