package dev.dragoman.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/**
 * A library or part of the JDK that only its owners know.
 *
 * @param name what it is called
 * @param packages its packages, as ArchUnit patterns
 * @param owners who may use it, for a root package
 */
public record Technology(
        String name, List<String> packages, Function<String, DescribedPredicate<? super JavaClass>> owners) {

    /** A technology that rooms own. */
    public static Technology ownedBy(List<String> rooms, String name, String... packages) {
        return new Technology(name, List.of(packages), root -> Packages.rooms(root, rooms));
    }

    /** The rule that keeps all others from it. */
    public Check check() {
        return new Check("technology " + name, this::rule);
    }

    private ArchRule rule(String root) {
        return noClasses()
                .that(DescribedPredicate.not(owners.apply(root)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages.toArray(String[]::new)));
    }
}
