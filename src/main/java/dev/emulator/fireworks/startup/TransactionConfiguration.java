package dev.emulator.fireworks.startup;

import org.springframework.aop.framework.autoproxy.InfrastructureAdvisorAutoProxyCreator;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.annotation.SpringTransactionAnnotationParser;
import org.springframework.transaction.interceptor.BeanFactoryTransactionAttributeSourceAdvisor;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what {@code @EnableTransactionManagement} does, for classes of the emulator with {@code @Service} only. Spring would read the annotations of
 * every method of every bean.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class TransactionConfiguration {

    private static final String OURS = "dev.emulator.fireworks.";

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static InfrastructureAdvisorAutoProxyCreator autoProxyCreator() {
        var creator = new InfrastructureAdvisorAutoProxyCreator();
        creator.setProxyTargetClass(true);
        return creator;
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static TransactionAttributeSource transactionAttributeSource() {
        var source = new AnnotationTransactionAttributeSource(new SpringTransactionAnnotationParser()) {

            private static final long serialVersionUID = 1;

            @Override
            public boolean isCandidateClass(Class<?> type) {
                return type.getName().startsWith(OURS) && type.isAnnotationPresent(Service.class);
            }
        };
        source.setPublicMethodsOnly(false);
        return source;
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static TransactionInterceptor transactionInterceptor(TransactionAttributeSource attributes) {
        var interceptor = new TransactionInterceptor();
        interceptor.setTransactionAttributeSource(attributes);
        return interceptor;
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BeanFactoryTransactionAttributeSourceAdvisor transactionAdvisor(
            TransactionAttributeSource attributes, TransactionInterceptor interceptor) {
        var advisor = new BeanFactoryTransactionAttributeSourceAdvisor();
        advisor.setTransactionAttributeSource(attributes);
        advisor.setAdvice(interceptor);
        return advisor;
    }

    @Bean
    static TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }
}
