package dev.emulator.fireworks.generator;

import dev.emulator.fireworks.FireworksEmulator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The endpoints of all controllers, read from their annotations: the application is not started. */
final class Controllers {

    private Controllers() {}

    static RequestMappingHandlerMapping mappings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        var context = new StaticWebApplicationContext();
        for (var bean : scanner.findCandidateComponents(FireworksEmulator.class.getPackageName())) {
            bean.setLazyInit(true);
            var name = String.valueOf(bean.getBeanClassName());
            context.registerBeanDefinition(name, bean);
        }
        context.refresh();
        var mappings = new RequestMappingHandlerMapping();
        mappings.setApplicationContext(context);
        mappings.afterPropertiesSet();
        return mappings;
    }
}
