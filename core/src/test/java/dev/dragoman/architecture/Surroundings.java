package dev.dragoman.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.function.Function;

/** The environment variables and system properties that a process finds. */
public final class Surroundings {

    private Surroundings() {}

    /** Only the owners read the environment. */
    public static Check readOnlyBy(Function<String, DescribedPredicate<JavaClass>> owners) {
        return new Check(
                "environment",
                root -> classes()
                        .that(DescribedPredicate.not(owners.apply(root)))
                        .should(Calls.none("the environment", Surroundings::areRead)));
    }

    private static boolean areRead(JavaCodeUnitAccess<?> call) {
        return Calls.to(call, System.class, "getenv", "getProperty", "getProperties", "setProperty")
                || Calls.to(call, Boolean.class, "getBoolean")
                || Calls.to(call, Integer.class, "getInteger")
                || Calls.to(call, Long.class, "getLong")
                || Calls.to(call, ProcessBuilder.class, "environment");
    }
}
