package dev.parley.standalone.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Package-private by default: public is what another package uses, or needs to know in order to use something else. */
@AnalyzeClasses(packages = "dev.parley", importOptions = DoNotIncludeTests.class)
final class VisibilityTest {
    @ArchTest
    static final ArchRule whatIsPublicIsUsedByAnotherPackage = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and()
            .resideOutsideOfPackages("dev.parley.schemas", "dev.parley.testkit..", "dev.parley.topologies.state")
            .and(DescribedPredicate.not(neededElsewhere()))
            .should(beUsedByAnotherPackage());

    /** Started by the JVM, made by a library from its name, caught by whoever wants to, or there for other modules' tests. */
    private static DescribedPredicate<JavaClass> neededElsewhere() {
        return DescribedPredicate.describe(
                "needed elsewhere",
                type -> type.tryGetMethod("main", String[].class).isPresent()
                        || type.isAssignableTo(Throwable.class)
                        || type.getSimpleName().startsWith("InMemory")
                        || isRow(type)
                        || Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                                .anyMatch(VisibilityTest::isMadeFromItsName));
    }

    /** What each kind of store writes in its own way. */
    private static boolean isRow(JavaClass type) {
        return type.getPackageName().equals("dev.parley.readmodel.write")
                && type.getSimpleName().endsWith("Row");
    }

    private static boolean isMadeFromItsName(JavaClass supertype) {
        return Stream.of(
                        "org.apache.kafka.common.metrics",
                        "org.apache.kafka.connect",
                        "org.apache.kafka.streams",
                        "ch.qos.logback")
                .anyMatch(library -> supertype.getPackageName().startsWith(library));
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var isUsed = withNested(type).anyMatch(VisibilityTest::isUsed) || isSeenThroughItsPackage(type);
                events.add(new SimpleConditionEvent(
                        type, isUsed, type.getName() + " is public, and no other package uses it"));
            }
        };
    }

    private static Stream<JavaClass> withNested(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(each -> each.equals(type) || each.getName().startsWith(type.getName() + "$"));
    }

    private static boolean isUsed(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .anyMatch(use -> !use.getOriginClass().getPackage().equals(type.getPackage()));
    }

    /** Whether it stands in what another public type of the package shows of itself. */
    private static boolean isSeenThroughItsPackage(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(other -> other.getModifiers().contains(JavaModifier.PUBLIC)
                        && !other.getName().startsWith(type.getName()))
                .anyMatch(other -> shows(other, type));
    }

    private static boolean shows(JavaClass other, JavaClass type) {
        return other.getInterfaces().stream().anyMatch(each -> each.toErasure().equals(type))
                || other.getAllMembers().stream()
                        .filter(member -> !member.getModifiers().contains(JavaModifier.PRIVATE))
                        .flatMap(VisibilityTest::signature)
                        .anyMatch(type::equals);
    }

    private static Stream<JavaClass> signature(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream();
    }
}
