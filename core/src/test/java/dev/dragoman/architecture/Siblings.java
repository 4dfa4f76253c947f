package dev.dragoman.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * Packages side by side that never see each other.
 *
 * @param parent the package above them, below the root; empty for the root itself
 * @param shared names among them that all may see, since they stand for no member of the family
 */
public record Siblings(String parent, Set<String> shared) {

    /** The rule that keeps them apart. */
    public Check check() {
        return new Check("siblings " + parent, this::rule);
    }

    private ArchRule rule(String root) {
        String family = root + "." + parent;
        DescribedPredicate<JavaClass> common = DescribedPredicate.describe(
                "shared",
                type -> shared.stream().anyMatch(name -> type.getPackageName().equals(family + "." + name)));
        return slices().matching(family + ".(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), common);
    }
}
