package dev.emulator.fireworks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/**
 * Which package may know which. The packages of {@link #PLATFORM} know what is listed for them and no resource; every other
 * package belongs to a resource, so that a new one is checked from its first day.
 */
@AnalyzeClasses(
        packages = ArchitectureTests.BASE,
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTests.AsWritten.class})
class PackageTests {

    private static final String BASE = ArchitectureTests.BASE;

    /** What packages of resources may know, besides each other. */
    private static final Set<String> FOR_RESOURCES = Set.of(
            "aip",
            "auth",
            "chance",
            "database",
            "events",
            "lifecycle",
            "clock",
            "plan",
            "protojson",
            "routes",
            "seed",
            "storage",
            "store",
            "text",
            "training",
            "types",
            "validation");

    private static final Map<String, String> PLATFORM = new TreeMap<>(Map.ofEntries(
            Map.entry("aip", ""),
            Map.entry("audit", "aip auth events journal lifecycle plan protojson routes store"),
            Map.entry("auth", "aip"),
            Map.entry("chance", "aip protojson"),
            Map.entry("clock", "aip database store"),
            Map.entry("plan", "aip chance protojson seed store text"),
            Map.entry("database", ""),
            Map.entry("events", ""),
            Map.entry("faults", "aip auth chance clock events protojson routes seed storage store text"),
            Map.entry("journal", "aip auth clock database events longpoll protojson routes store text"),
            Map.entry("lifecycle", "aip clock database events longpoll plan protojson seed store text"),
            Map.entry("longpoll", "aip"),
            Map.entry("packs", "aip audit clock faults inference journal lifecycle plan protojson store"),
            Map.entry("protojson", ""),
            Map.entry("routes", ""),
            Map.entry("seed", "aip protojson store"),
            Map.entry("startup", ""),
            Map.entry("storage", "aip clock database store text"),
            Map.entry("store", "aip database protojson validation"),
            Map.entry("text", "aip"),
            Map.entry("training", ""),
            Map.entry("types", "aip protojson"),
            Map.entry("validation", "aip protojson"),
            Map.entry("web", "aip auth database events protojson routes storage store"),
            Map.entry("world", "aip auth clock database events faults lifecycle plan protojson seed storage store"),
            Map.entry(
                    "control",
                    "aip audit auth clock database events faults journal lifecycle longpoll packs plan protojson routes seed "
                            + "storage store text validation world"),
            Map.entry("cli", "aip control database dataset seed startup store world")));

    @ArchTest
    static void platformPackagesKnowWhatIsListed(JavaClasses classes) {
        var violations = new ArrayList<String>();
        PLATFORM.forEach((name, known) -> violations.addAll(failures(knowsOnly(name, known), classes)));
        Assertions.assertThat(violations).isEmpty();
    }

    @ArchTest
    static final ArchRule resourcesKnowWhatIsMeantForThem = classes()
            .that(describe("belong to a resource", PackageTests::belongsToAResource))
            .should()
            .onlyDependOnClassesThat(describe(
                    "belong to a resource or are for resources",
                    type -> !isOurs(type)
                            || isSettings(type)
                            || FOR_RESOURCES.contains(packageOf(type))
                            || belongsToAResource(type)));

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

    /** In the JVM that only starts another one. */
    private static final String LAUNCHING =
            Pattern.quote(BASE + ".startup.") + "(JvmOptions|Launcher|StartCache|StartCacheMaker|Stdin)\\b.*";

    @ArchTest
    static final ArchRule whatComesBeforeTheStartLoadsTheJdkOnly = classes()
            .that()
            .haveNameMatching(LAUNCHING)
            .should()
            .onlyDependOnClassesThat(describe(
                    "come before the start or are of the JDK",
                    type -> type.getBaseComponentType().getName().matches(LAUNCHING + "|java\\..*|org\\.jspecify\\..*")
                            || type.getBaseComponentType().isPrimitive()));

    @ArchTest
    static final ArchRule whatTrainingsShareKnowsNoKindOfTraining = noClasses()
            .that()
            .resideInAPackage(BASE + ".finetuning")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".finetuning.*..");

    @ArchTest
    static final ArchRule kindsOfTrainingsDoNotKnowEachOther =
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

    private static ArchRule knowsOnly(String name, String known) {
        var allowed = Set.of(known.split(" "));
        return classes()
                .that()
                .resideInAPackage(BASE + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(mayBeKnown(name, allowed))
                .allowEmptyShould(false);
    }

    private static DescribedPredicate<JavaClass> mayBeKnown(String name, Set<String> allowed) {
        return describe(
                "are of " + name + " or of " + allowed,
                type -> !isOurs(type)
                        || isSettings(type)
                        || packageOf(type).equals(name)
                        || allowed.contains(packageOf(type))
                        // these start the emulator
                        || Set.of("cli", "startup").contains(name)
                                && type.getPackageName().equals(BASE));
    }

    private static List<String> failures(ArchRule rule, JavaClasses classes) {
        EvaluationResult result = rule.evaluate(classes);
        return result.getFailureReport().getDetails();
    }

    private static boolean belongsToAResource(JavaClass type) {
        return isOurs(type) && !packageOf(type).isEmpty() && !PLATFORM.containsKey(packageOf(type));
    }

    /** Whether a package is none of the platform's. */
    static boolean isPackageOfResources(String name) {
        return name.startsWith(BASE + ".")
                && !PLATFORM.containsKey(name.substring(BASE.length() + 1).split("\\.")[0]);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(BASE) || type.getPackageName().startsWith(BASE + ".");
    }

    /** The first package below the base; empty for the base itself. */
    private static String packageOf(JavaClass type) {
        var name = type.getPackageName();
        return name.equals(BASE) ? "" : name.substring(BASE.length() + 1).split("\\.")[0];
    }

    private static boolean isSettings(JavaClass type) {
        return type.getFullName().matches(Pattern.quote(BASE) + "\\.[A-Z]\\w*Properties(\\$.*)?")
                || type.isEquivalentTo(NearestName.class);
    }
}
