package dev.emulator.fireworks.web;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.AccountReader;
import jakarta.servlet.MultipartConfigElement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Configures Spring MVC to behave like grpc-gateway: it always returns JSON and ignores the header Accept. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final Validator NOTHING = Validator.forType(Void.class, (target, errors) -> {});

    private final ProtoJson protoJson;
    private final EmulatorProperties properties;

    WebConfiguration(ProtoJson protoJson, EmulatorProperties properties) {
        this.protoJson = protoJson;
        this.properties = properties;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters
                .disableDefaults()
                .addCustomConverter(new ProtoJsonConverter(protoJson, properties))
                .addCustomConverter(new StringHttpMessageConverter(StandardCharsets.UTF_8))
                .addCustomConverter(new ResourceHttpMessageConverter());
    }

    /** Writes uploads to disk as they arrive. The limit of the request leaves 1 MiB for the other parts of the form. */
    @Bean
    MultipartConfigElement multipartConfig() {
        var largest = properties.limits().upload().toBytes();
        return new MultipartConfigElement("", largest, largest + 1024 * 1024, 0);
    }

    /** An emulator that is alone on its database caches what this filter would save. */
    @Bean
    static FilterRegistrationBean<AccountReaderFilter> accountReaderFilter(AccountReader reader, Database database) {
        var registration = new FilterRegistrationBean<>(new AccountReaderFilter(reader));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        registration.setEnabled(!database.isH2());
        return registration;
    }

    @Bean
    @Lazy
    static LocalValidatorFactoryBean validator() {
        return new LocalValidatorFactoryBean();
    }

    @Bean
    static WebMvcRegistrations registrations() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new IndexedHandlerMapping();
            }
        };
    }

    /** Services validate messages, so Spring MVC must not. */
    @Override
    public Validator getValidator() {
        return NOTHING;
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ListQueryResolver());
    }
}
