package dev.emulator.fireworks.job;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** A setting with an invalid value. Spring Boot reports it at startup with the name of the property. */
class InvalidSetting extends InvalidConfigurationPropertyValueException {

    private static final long serialVersionUID = 1L;

    InvalidSetting(String name, String value, String allowed) {
        super(name, value, "Allowed: " + allowed);
    }
}
