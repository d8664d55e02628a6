package dev.emulator.fireworks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.emulator.fireworks.lifecycle.Lifecycle;
import dev.emulator.fireworks.lifecycle.TransitionListener;
import dev.emulator.fireworks.resource.ResourceService;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;
import org.springframework.data.repository.Repository;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the code that are not about packages: {@link PackageTests} has those. */
@AnalyzeClasses(
        packages = ArchitectureTests.BASE,
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTests.AsWritten.class})
class ArchitectureTests {

    static final String BASE = "dev.emulator.fireworks";

    @ArchTest
    static final ArchRule timeComesFromTheInjectedClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BASE + ".clock.ClockConfiguration")
            .and()
            .doNotHaveFullyQualifiedName(BASE + ".cli.console.Terminal") // another process than the emulator's
            .should()
            .callCodeUnitWhere(target(readsTheMachinesClock()));

    @ArchTest
    static final ArchRule chanceComesFromTheInjectedGenerator = noClasses()
            .should()
            .callCodeUnitWhere(target(rollsDice()))
            .orShould()
            .dependOnClassesThat(describe(
                    "are a generator other than SecureRandom",
                    (JavaClass type) -> type.isAssignableTo(Random.class) && !type.isEquivalentTo(SecureRandom.class)));

    @ArchTest
    static final ArchRule onlyTheStoresConfigurationMakesTheGenerator = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BASE + ".store.StoreConfiguration")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(SecureRandom.class);

    @ArchTest
    static final ArchRule nothingDependsOnTheMachinesLanguageEncodingOrTimeZone =
            noClasses().should().callCodeUnitWhere(describe("uses the default of the machine", Defaults::areUsed));

    @ArchTest
    static final ArchRule trainingIsTheSameOnEveryMachine = noClasses()
            .that()
            .resideInAPackage(BASE + ".training..")
            .should()
            .callCodeUnitWhere(target(describe(
                    "mathematics that differ between machines",
                    call -> call.getOwner().isEquivalentTo(Math.class)
                            && !Set.of("min", "max", "round").contains(call.getName()))));

    @ArchTest
    static final ArchRule packagesAreNamedForWhatTheyDo =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..dto..");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(beInANullMarkedPackage());

    /** The row of a deployment is given to listeners of other packages, which can only read it. */
    @ArchTest
    static final ArchRule entitiesStayInTheirPackage = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .and()
            .doNotHaveSimpleName("DeploymentRow")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule repositoriesStayInTheirPackage =
            classes().that().areAssignableTo(Repository.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule rowsHaveNoSetters = noMethods()
            .that()
            .areDeclaredInClassesThat(annotatedWith(Entity.class).or(annotatedWith(MappedSuperclass.class)))
            .should()
            .haveNameMatching("set[A-Z].*");

    /** Spring does not look for the annotation, so it would have no effect. */
    @ArchTest
    static final ArchRule recurringTasksAreInRecurringTasks =
            noMethods().should().beAnnotatedWith(Scheduled.class);

    @ArchTest
    static final ArchRule noClassIsTransactionalAsAWhole = noClasses().should().beAnnotatedWith(Transactional.class);

    /** The rules of a resource and the steps of the engine are what happens whole or not at all; elsewhere the annotation is not seen. */
    @ArchTest
    static final ArchRule transactionsAreMadeByServices = methods()
            .that()
            .areAnnotatedWith(Transactional.class)
            .should()
            .beDeclaredInClassesThat(describe(
                    "are services or what services extend",
                    (JavaClass type) ->
                            type.isAnnotatedWith(Service.class) || type.isAssignableTo(ResourceService.class)));

    /** Without it, the transactions of the base class would not be seen. */
    @ArchTest
    static final ArchRule resourceServicesAreServices = classes()
            .that()
            .areAssignableTo(ResourceService.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .beAnnotatedWith(Service.class);

    /** A row that is changed without it is refused when it is written. */
    @ArchTest
    static final ArchRule transitionListenersAreCalledByTheLifecycleOnly = noClasses()
            .that()
            .areNotAssignableTo(Lifecycle.class)
            .should()
            .callCodeUnitWhere(target(describe(
                    "a method of a listener",
                    call -> call.getName().equals("onTransitions")
                            && call.getOwner().isAssignableTo(TransitionListener.class))));

    @ArchTest
    static final ArchRule everythingComesInByConstructor = noFields()
            .should()
            .beAnnotatedWith(describe(
                    "an annotation that injects",
                    annotation -> Set.of(
                                    "Autowired", "Inject", "Resource", "Value", "PersistenceContext", "PersistenceUnit")
                            .contains(annotation.getRawType().getSimpleName())));

    @ArchTest
    static final ArchRule nothingStaticCanBePutInAnothersPlace =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule controllersLeaveErrorsToTheAdvice =
            classes().that().areAnnotatedWith(RestController.class).should(catchNothing());

    private static DescribedPredicate<CodeUnitCallTarget> readsTheMachinesClock() {
        return describe("the machine's clock", call -> {
            var owner = call.getOwner();
            return switch (call.getName()) {
                case "now" -> owner.getPackageName().equals("java.time");
                case "currentTimeMillis", "nanoTime" -> owner.isEquivalentTo(System.class);
                case "<init>" -> owner.isEquivalentTo(java.util.Date.class);
                default ->
                    owner.isEquivalentTo(java.time.Clock.class)
                            && call.getName().startsWith("system");
            };
        });
    }

    private static DescribedPredicate<CodeUnitCallTarget> rollsDice() {
        var methods = Map.<String, Class<?>>of("random", Math.class, "randomUUID", UUID.class);
        return describe("a source of chance", call -> {
            var owner = methods.get(call.getName());
            return owner != null && call.getOwner().isEquivalentTo(owner)
                    || call.getOwner().isEquivalentTo(ThreadLocalRandom.class);
        });
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var marked = type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not marked"));
            }
        };
    }

    private static ArchCondition<JavaClass> catchNothing() {
        return new ArchCondition<>("catch nothing") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getCodeUnits()
                        .forEach(unit -> unit.getTryCatchBlocks()
                                .forEach(block -> events.add(SimpleConditionEvent.violated(
                                        type, block.getSourceCodeLocation() + " catches"))));
            }
        };
    }

    /** Leaves out what Spring has generated next to our classes, if the project has been packaged before. */
    static final class AsWritten implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("__") && !location.contains("$$SpringCGLIB$$");
        }
    }
}
