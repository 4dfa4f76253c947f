package dev.dragoman.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules that hold in every module. */
public final class Habits {

    /** All of them. */
    public static final List<Check> ALL = List.of(
            new Check("cycles", Habits::packagesAreFreeOfCycles),
            new Check("clock", Habits::theClockIsInjected),
            new Check("stopwatch", Habits::timeIsMeasuredAtTheEdges),
            new Check("names", Habits::namesSayWhatAClassIs),
            new Check("console", Habits::onlyTheMainTalksToTheConsole),
            new Check("futures", Habits::signaturesBlock),
            new Check("statics", Habits::nothingStaticChanges),
            new Check("nullmarked", Habits::everyPackageIsNullMarked),
            new Check("logging", Habits::loggingIsTheJdks));

    private static final List<String> EMPTY_NAMES = List.of("Impl", "Util", "Utils", "Helper", "Helpers", "Manager");

    private Habits() {}

    private static ArchRule packagesAreFreeOfCycles(String root) {
        return slices().assignedFrom(eachPackage()).should().beFreeOfCycles();
    }

    private static SliceAssignment eachPackage() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static ArchRule theClockIsInjected(String root) {
        return classes()
                .that(not(Packages.atTheRoot(root, "Main", "Server", "Surroundings")))
                .should(Calls.none("the system's clock", WallClock::isRead));
    }

    private static ArchRule timeIsMeasuredAtTheEdges(String root) {
        return classes()
                .that(not(Packages.atTheRoot(root, "Main", "Server", "Surroundings")))
                .and(not(Packages.rooms(root, "http", "provider", "routing", "web", "observe")))
                .should(Calls.none("System.nanoTime", call -> Calls.to(call, System.class, "nanoTime")));
    }

    private static ArchRule namesSayWhatAClassIs(String root) {
        return noClasses()
                .should(ArchCondition.from(DescribedPredicate.describe("named after no thing", Habits::hasEmptyName)));
    }

    private static boolean hasEmptyName(JavaClass type) {
        String name = type.getSimpleName();
        return EMPTY_NAMES.stream().anyMatch(name::endsWith) || name.startsWith("Abstract");
    }

    private static ArchRule onlyTheMainTalksToTheConsole(String root) {
        return noClasses()
                .that(not(Packages.atTheRoot(root, "Main")))
                .and(not(Packages.rooms(root, "cli")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe("a stack trace is printed", Habits::printsStackTrace));
    }

    private static boolean printsStackTrace(JavaMethodCall call) {
        return call.getName().equals("printStackTrace") && call.getTargetOwner().isAssignableTo(Throwable.class);
    }

    private static ArchRule signaturesBlock(String root) {
        return classes()
                .that(not(Packages.rooms(root, "web")))
                .and()
                .arePublic()
                .should(Signatures.withoutFutures());
    }

    private static ArchRule nothingStaticChanges(String root) {
        return fields().that().areStatic().should().haveModifier(JavaModifier.FINAL);
    }

    private static ArchRule everyPackageIsNullMarked(String root) {
        return classes()
                .should(ArchCondition.from(DescribedPredicate.describe(
                        "live in a package marked with @NullMarked", Habits::isNullMarked)));
    }

    private static boolean isNullMarked(JavaClass type) {
        return type.getPackage().isAnnotatedWith(NullMarked.class);
    }

    private static ArchRule loggingIsTheJdks(String root) {
        Set<String> frameworks =
                Set.of("java.util.logging..", "org.slf4j..", "org.apache.logging..", "org.apache.commons.logging..");
        return noClasses()
                .that(not(Packages.root(root)))
                .and(not(Packages.rooms(root, "observe")))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "of a logging framework",
                        type -> PackageMatchers.of(frameworks).test(type.getPackageName())));
    }

    private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.not(predicate);
    }
}
