package dev.emulator.fireworks.startup;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Delays the warnings and errors that libraries log during a start. If the start succeeds, they are logged then. If it fails, they are
 * dropped, because the failure message states the cause in one line.
 */
final class QuietStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String OURS = "dev.emulator.";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!isDebug(context.getEnvironment()) && LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            var held = new Held();
            logging.addTurboFilter(held);
            context.addApplicationListener((ApplicationListener<ApplicationEvent>) event -> {
                if (event instanceof ApplicationStartedEvent || event instanceof ApplicationFailedEvent) {
                    logging.getTurboFilterList().remove(held);
                    held.end(event instanceof ApplicationStartedEvent);
                }
            });
        }
    }

    private static boolean isDebug(Environment environment) {
        return isOn(environment.getProperty("debug")) || isOn(environment.getProperty("trace"));
    }

    /** Interprets a flag as Spring Boot does. */
    private static boolean isOn(@Nullable String flag) {
        return flag != null && !flag.equals("false");
    }

    private static final class Held extends TurboFilter {

        private final Queue<Runnable> lines = new ConcurrentLinkedQueue<>();

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] parameters,
                @Nullable Throwable failure) {
            if (format == null
                    || !level.isGreaterOrEqual(Level.WARN)
                    || logger.getName().startsWith(OURS)
                    || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
                return FilterReply.NEUTRAL;
            }
            lines.add(() -> logger.log(
                    marker, Logger.FQCN, Level.toLocationAwareLoggerInteger(level), format, parameters, failure));
            return FilterReply.DENY;
        }

        void end(boolean isStarted) {
            if (isStarted) {
                lines.forEach(Runnable::run);
            }
        }
    }
}
