package dev.emulator.fireworks.job;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** A setting that names something that does not exist. Boot tells it at start with the property's name. */
class InvalidSetting extends InvalidConfigurationPropertyValueException {

    private static final long serialVersionUID = 1L;

    InvalidSetting(String name, String value, String allowed) {
        super(name, value, "Allowed: " + allowed);
    }
}
