package dev.emulator.fireworks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.emulator.fireworks.lifecycle.Transition;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

/** The house rules: rooms on a platform, time and chance from outside. */
@AnalyzeClasses(
        packages = ArchitectureTests.BASE,
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTests.AsWritten.class})
class ArchitectureTests {

    static final String BASE = "dev.emulator.fireworks";

    private static final String[] FOR_ROOMS = {
        "aip", "auth", "events", "lifecycle", "protojson", "storage", "store", "validation"
    };

    private static final String[] FOR_CONTROLS = Stream.concat(
                    Stream.of(FOR_ROOMS), Stream.of("faults", "journal", "packs", "routes", "world"))
            .toArray(String[]::new);

    @ArchTest
    static final ArchRule aipKnowsOnlyTheJdkAndJacksonsTree = classes()
            .that()
            .resideInAPackage(BASE + ".aip..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    BASE + ".aip..",
                    "java..",
                    "org.jspecify..",
                    "tools.jackson.core..",
                    "tools.jackson.databind",
                    "tools.jackson.databind.node");

    @ArchTest
    static final ArchRule protojsonKnowsNothingOfOurs = packageKnowsOnly("protojson");

    @ArchTest
    static final ArchRule authKnowsOnlyTheRulesOfTheApi = packageKnowsOnly("auth", "aip");

    @ArchTest
    static final ArchRule validationKnowsOnlyTheRulesOfTheApi = packageKnowsOnly("validation", "aip", "protojson");

    @ArchTest
    static final ArchRule theStoreKnowsNoLifecycle = packageKnowsOnly("store", "aip", "protojson", "validation");

    @ArchTest
    static final ArchRule theLifecycleStandsOnTheStore =
            packageKnowsOnly("lifecycle", "aip", "events", "protojson", "store");

    @ArchTest
    static final ArchRule eventsKnowNothingOfOurs = packageKnowsOnly("events");

    @ArchTest
    static final ArchRule faultsStandOnTheStoreAndTime =
            packageKnowsOnly("faults", "aip", "auth", "events", "lifecycle", "protojson", "routes", "storage", "store");

    @ArchTest
    static final ArchRule theJournalStandsOnTheLifecycle =
            packageKnowsOnly("journal", "aip", "auth", "events", "lifecycle", "protojson", "routes", "store");

    @ArchTest
    static final ArchRule worldsStandOnThePlatform =
            packageKnowsOnly("world", "aip", "auth", "events", "faults", "lifecycle", "protojson", "storage", "store");

    @ArchTest
    static final ArchRule packsStandOnPlansFaultsAndTheJournal =
            packageKnowsOnly("packs", "aip", "faults", "journal", "lifecycle", "protojson", "store");

    @ArchTest
    static final ArchRule filesStandOnTheStoreAndTime = packageKnowsOnly("storage", "aip", "lifecycle", "store");

    @ArchTest
    static final ArchRule theEdgeKnowsNoRoom =
            packageKnowsOnly("web", "aip", "auth", "events", "protojson", "routes", "storage", "store");

    @ArchTest
    static final ArchRule routesKnowNothingOfOurs = packageKnowsOnly("routes");

    @ArchTest
    static final ArchRule theControlsReachRoomsThroughThePlatformOnly = packageKnowsOnly("control", FOR_CONTROLS);

    @ArchTest
    static final ArchRule theCommandLineStartsTheEmulatorAndSpeaksToIt = classes()
            .that()
            .resideInAPackage(BASE + ".cli..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            BASE + ".cli..",
                            BASE + ".aip..",
                            BASE + ".control..",
                            BASE + ".dataset..",
                            BASE + ".launch..",
                            BASE + ".store..",
                            BASE + ".world..")
                    .or(describe(
                            "start the emulator", type -> type.getPackageName().equals(BASE)))
                    .or(describe("are not ours", type -> !type.getPackageName().startsWith(BASE))));

    @ArchTest
    static final ArchRule whatComesBeforeTheStartLoadsNothing = classes()
            .that()
            .resideInAPackage(BASE + ".launch..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(BASE + ".launch..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule nobodyKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".cli..");

    @ArchTest
    static final ArchRule accountsStandOnThePlatform = packageKnowsOnly("account", FOR_ROOMS);

    @ArchTest
    static final ArchRule datasetsStandOnThePlatformAndAccounts = packageKnowsOnly(
            "dataset", Stream.concat(Stream.of(FOR_ROOMS), Stream.of("account")).toArray(String[]::new));

    @ArchTest
    static final ArchRule modelsStandOnThePlatformAndAccounts = packageKnowsOnly(
            "model", Stream.concat(Stream.of(FOR_ROOMS), Stream.of("account")).toArray(String[]::new));

    @ArchTest
    static final ArchRule trainingKnowsNothingOfOurs = packageKnowsOnly("training");

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
    static final ArchRule fineTuningStandsOnThePlatformAndTheRoomsItNeeds = packageKnowsOnly(
            "finetuning",
            Stream.concat(Stream.of(FOR_ROOMS), Stream.of("account", "dataset", "model", "training"))
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule whatJobsShareKnowsNoKindOfJob = noClasses()
            .that()
            .resideInAPackage(BASE + ".finetuning")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".finetuning.*..");

    @ArchTest
    static final ArchRule kindsOfJobsDoNotKnowEachOther =
            slices().matching(BASE + ".finetuning.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching(BASE + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theRootPackageKnowsNoOther = noClasses()
            .that()
            .resideInAPackage(BASE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".*..");

    @ArchTest
    static final ArchRule timeComesFromTheInjectedClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BASE + ".lifecycle.LifecycleConfiguration")
            .and()
            .doNotHaveFullyQualifiedName(BASE + ".cli.Terminal") // another process than the emulator's
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
    static final ArchRule packagesAreNamedForWhatTheyDo =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..dto..");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(beInANullMarkedPackage());

    @ArchTest
    static final ArchRule entitiesStayInTheirPackage = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .and()
            .areNotAssignableTo(Transition.class) // a row hands it to its service, which has it recorded
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

    @ArchTest
    static final ArchRule noClassIsTransactionalAsAWhole = noClasses().should().beAnnotatedWith(Transactional.class);

    /** The rules of a resource and the steps of the engine are what happens whole or not at all; elsewhere the annotation is not seen. */
    @ArchTest
    static final ArchRule transactionsAreMadeByServices = methods()
            .that()
            .areAnnotatedWith(Transactional.class)
            .should()
            .beDeclaredInClassesThat(annotatedWith(Service.class));

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

    private static ArchRule packageKnowsOnly(String name, String... others) {
        var allowed = Stream.concat(Stream.of(name), Stream.of(others)).map(other -> BASE + "." + other + "..");
        return classes()
                .that()
                .resideInAPackage(BASE + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new))
                        .or(describe("are settings or the nearest name", ArchitectureTests::isSettings))
                        .or(describe(
                                "are not ours", type -> !type.getPackageName().startsWith(BASE))))
                .as(name + " knows only " + String.join(", ", others));
    }

    private static boolean isSettings(JavaClass type) {
        return type.getFullName().startsWith(BASE + ".EmulatorProperties") || type.isEquivalentTo(NearestName.class);
    }

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
