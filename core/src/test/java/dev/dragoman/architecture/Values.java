package dev.dragoman.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;

/** What makes a package hold values and pure functions only. */
final class Values {

    private static final Set<String> OUTSIDE_WORLD =
            Set.of("java.net.http", "java.nio.file", "java.nio.channels", "java.util.concurrent", "java.sql");

    private static final Set<String> ACTIVE = Set.of(
            Thread.class.getName(),
            InstantSource.class.getName(),
            Clock.class.getName(),
            System.Logger.class.getName(),
            "java.io.File",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.net.Socket",
            "java.net.InetAddress");

    private Values() {}

    /** The model holds immutable values only, and the builders that they begin as. */
    static ArchRule model(String root) {
        String model = root + ".model..";
        return CompositeArchRule.of(
                        noClasses().that().resideInAPackage(model).should().dependOnClassesThat(touchTheWorld()))
                .and(fields().that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage(model)
                        .and()
                        .areDeclaredInClassesThat()
                        .doNotHaveSimpleName("Builder")
                        .should()
                        .beFinal());
    }

    /** A dialect does no I/O, starts nothing and waits for nothing. */
    static ArchRule dialects(String root) {
        return noClasses().that().resideInAPackage(root + ".dialect..").should().dependOnClassesThat(touchTheWorld());
    }

    private static DescribedPredicate<JavaClass> touchTheWorld() {
        return DescribedPredicate.describe(
                "do I/O, run, wait or tell the time",
                type -> ACTIVE.contains(type.getName()) || OUTSIDE_WORLD.contains(type.getPackageName()));
    }
}
