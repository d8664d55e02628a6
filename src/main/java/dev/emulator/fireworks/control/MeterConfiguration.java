package dev.emulator.fireworks.control;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters. They are bound after the emulator is ready, so that they do not slow the start down. */
@Configuration(proxyBeanMethods = false)
class MeterConfiguration {

    @Bean
    PrometheusMeterRegistry meterRegistry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> meterBinding(
            PrometheusMeterRegistry registry, ObjectProvider<MeterBinder> binders) {
        return event -> Stream.concat(
                        binders.orderedStream(),
                        Stream.of(
                                new JvmMemoryMetrics(),
                                new JvmThreadMetrics(),
                                new ProcessorMetrics(),
                                new UptimeMetrics()))
                .forEach(binder -> binder.bindTo(registry));
    }
}
