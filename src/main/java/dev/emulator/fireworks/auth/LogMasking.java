package dev.emulator.fireworks.auth;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Masks secrets in every line of the log, including the messages of exceptions. */
@Component
class LogMasking {

    LogMasking() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                    .iteratorForAppenders()
                    .forEachRemaining(appender -> {
                        if (appender instanceof OutputStreamAppender<ILoggingEvent> lines) {
                            mask(lines);
                        }
                    });
        }
    }

    private static void mask(OutputStreamAppender<ILoggingEvent> appender) {
        if (!(appender.getEncoder() instanceof Masking)) {
            var masking = new Masking(appender.getEncoder());
            masking.setContext(appender.getContext());
            masking.start();
            appender.setEncoder(masking);
        }
    }

    private static final class Masking extends EncoderBase<ILoggingEvent> {

        private final Encoder<ILoggingEvent> lines;

        private Masking(Encoder<ILoggingEvent> lines) {
            this.lines = lines;
        }

        @Override
        public byte[] headerBytes() {
            return lines.headerBytes();
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            // ISO 8859-1 maps every byte to a character, and secrets are ASCII in every charset of the log.
            var line = new String(lines.encode(event), StandardCharsets.ISO_8859_1);
            return Secrets.text(line).getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public byte[] footerBytes() {
            return lines.footerBytes();
        }
    }
}
