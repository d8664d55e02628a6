package dev.emulator.fireworks.startup;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Replaces Spring's message source, which loads all locales of the JDK. The emulator has no translated messages. */
@Configuration(proxyBeanMethods = false)
class MessageSourceConfiguration {

    @Bean
    static MessageSource messageSource() {
        return new DefaultMessages();
    }

    private static final class DefaultMessages implements MessageSource {

        @Override
        public @Nullable String getMessage(
                String code, Object @Nullable [] arguments, @Nullable String defaultMessage, @Nullable Locale locale) {
            return defaultMessage;
        }

        @Override
        public String getMessage(String code, Object @Nullable [] arguments, @Nullable Locale locale) {
            throw new NoSuchMessageException(code);
        }

        @Override
        public String getMessage(MessageSourceResolvable message, @Nullable Locale locale) {
            var text = message.getDefaultMessage();
            if (text == null) {
                throw new NoSuchMessageException(String.valueOf(message));
            }
            return text;
        }
    }
}
