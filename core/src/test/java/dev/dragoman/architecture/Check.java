package dev.dragoman.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/**
 * One rule of the house, as it reads for the code below any root package.
 *
 * @param name short name; {@link Violation} refers to it
 * @param rule the rule for a root package
 */
public record Check(String name, Function<String, ArchRule> rule) {

    /** What the classes below the root do against the rule, one line each. */
    public List<String> violations(String root, JavaClasses classes) {
        return rule.apply(root)
                .allowEmptyShould(true)
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }

    @Override
    public String toString() {
        return name;
    }
}
