package dev.dragoman.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/**
 * A package and what it may see of the others in its module.
 *
 * @param name its name below the root; {@code dialect} means that package alone, {@code dialect.*} all those below it
 * @param sees the names it may see, written in the same way; itself always
 */
public record Room(String name, List<String> sees) {

    public static Room named(String name, String... sees) {
        return new Room(name, List.of(sees));
    }

    /** The rule that keeps this room from seeing more. */
    public Check check() {
        return new Check("room " + name, this::rule);
    }

    private ArchRule rule(String root) {
        DescribedPredicate<JavaClass> foreign = resideOutsideOfPackage(root + "..");
        String[] allowed = sees.stream().map(other -> pattern(root, other)).toArray(String[]::new);
        String self = pattern(root, name);
        return classes()
                .that(JavaClass.Predicates.resideInAPackage(self))
                .should()
                .onlyDependOnClassesThat(foreign.or(JavaClass.Predicates.resideInAnyPackage(with(allowed, self))));
    }

    private static String[] with(String[] names, String more) {
        String[] all = Arrays.copyOf(names, names.length + 1);
        all[names.length] = more;
        return all;
    }

    private static String pattern(String root, String name) {
        return root + "." + (name.endsWith(".*") ? name.substring(0, name.length() - 1) + "*.." : name);
    }
}
