package dev.emulator.fireworks.control;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Registers {@link ControlGuard} for the control API. The object store is excluded, because a signed URL authorizes the request by itself. */
@Configuration(proxyBeanMethods = false)
class ControlConfiguration implements WebMvcConfigurer {

    private final ControlGuard guard;

    ControlConfiguration(ControlGuard guard) {
        this.guard = guard;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors
                .addInterceptor(guard)
                .addPathPatterns("/_emulator/v1/**", "/_emulator/v1:*")
                .excludePathPatterns("/_emulator/v1/storage/**");
    }
}
