package dev.emulator.fireworks.startup;

import dev.emulator.fireworks.EmulatorProperties;
import jakarta.validation.Validation;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/** Validates the settings if at least one is given. The defaults are known to be valid, and their validation would delay every start. */
public final class EmulatorPropertiesValidator implements Validator {

    private static final ConfigurationPropertyName ALL = ConfigurationPropertyName.of("emulator");

    /** Settings without constraints that the launcher and the fixtures set. In environment variables, underscores are read as dots. */
    private static final Set<ConfigurationPropertyName> WITHOUT_RULES = Stream.of(
                    "emulator.start-cache", "emulator.start.cache", "emulator.exit.on.stdin.close")
            .map(ConfigurationPropertyName::of)
            .collect(Collectors.toUnmodifiableSet());

    private final Environment environment;

    /** @param environment the source of the settings, with Spring Boot's property sources attached */
    public EmulatorPropertiesValidator(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean supports(Class<?> type) {
        return type == EmulatorProperties.class;
    }

    @Override
    public void validate(Object settings, Errors errors) {
        if (areAnyGiven()) {
            try (var validators = Validation.buildDefaultValidatorFactory()) {
                new SpringValidatorAdapter(validators.getValidator()).validate(settings, errors);
            }
        }
    }

    private boolean areAnyGiven() {
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names
                    ? names.stream().anyMatch(name -> ALL.isAncestorOf(name) && !WITHOUT_RULES.contains(name))
                    : source.containsDescendantOf(ALL) != ConfigurationPropertyState.ABSENT) {
                return true;
            }
        }
        return false;
    }
}
