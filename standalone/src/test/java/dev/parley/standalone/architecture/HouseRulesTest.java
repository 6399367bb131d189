package dev.parley.standalone.architecture;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;

/** What the compiler cannot refuse, over the classes of every module. */
@AnalyzeClasses(packages = "dev.parley", importOptions = DoNotIncludeTests.class)
final class HouseRulesTest {
    private static final Pattern EMPTY_NAMES =
            Pattern.compile(".*(Util|Utils|Impl|Manager|Helper|Helpers|Common|Misc)");

    @ArchTest
    static final ArchRule namesSayWhatATypeIs =
            noClasses().should().haveNameMatching(EMPTY_NAMES.pattern()).because("such a name says nothing");

    @ArchTest
    static final ArchRule packagesAreFeatures = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..", "..helper..")
            .because("such a package collects what belongs elsewhere");

    @ArchTest
    static final ArchRule servicesMeetInTopicsOnly = slices().matching(
                    "dev.parley.(ingress|wsfanout|topologies|sinks)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule featuresOfTopologiesDoNotKnowEachOther = slices().matching(
                    "dev.parley.topologies.(conversation|users|receipts|heads)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule decisionsNeedNoStreams = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.parley.topologies.conversation..",
                    "dev.parley.topologies.users..",
                    "dev.parley.topologies.receipts..",
                    "dev.parley.topologies.heads..",
                    "dev.parley.topologies.fold..",
                    "dev.parley.topologies.machine..",
                    "dev.parley.topologies.memory..",
                    "dev.parley.topologies.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.streams..", "dev.parley.topologies.streams..")
            .because("the tests of the edges run the real decisions");

    @ArchTest
    static final ArchRule oneClassReadsTheEnvironment = noClasses()
            .that()
            .resideOutsideOfPackages("dev.parley.runtime.config", "dev.parley.bench..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("settings are read, checked and listed in one place; bench is no part of the platform");

    @ArchTest
    static final ArchRule logsGoThroughOneFacade = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.apache.log4j..", "org.apache.logging..");

    @ArchTest
    static final ArchRule onlyCommandLinesPrint = noClasses()
            .that(are(outsideOfCommandLines()))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("everything else logs");

    @ArchTest
    static final ArchRule nobodyLooksInsideTheJdk =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("sun..", "jdk.internal..");

    private static DescribedPredicate<JavaClass> outsideOfCommandLines() {
        return DescribedPredicate.describe(
                "outside of command lines",
                type -> !type.getPackageName().startsWith("dev.parley.standalone")
                        && !type.getPackageName().startsWith("dev.parley.bench")
                        && !type.getPackageName().startsWith("dev.parley.faults")
                        && !type.getName().equals("dev.parley.runtime.service.ServiceMain"));
    }
}
