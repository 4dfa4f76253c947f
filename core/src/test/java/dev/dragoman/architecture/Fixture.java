package dev.dragoman.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;

/**
 * Classes laid out like the product below a root package of their own, some of them breaking a rule.
 *
 * @param root the package that stands for the product's root
 */
public record Fixture(String root) {

    /** Asserts that the rule reports every class marked as its {@link Violation}, and no other. */
    public void provesThatItCanFail(Check check) {
        JavaClasses classes = new ClassFileImporter().importPackages(root);
        List<String> offenders = offenders(check, classes);

        List<String> reports = check.violations(root, classes);

        assertThat(offenders).as("classes marked as violations of '%s'", check).isNotEmpty();
        assertThat(offenders).allSatisfy(name -> assertThat(reports).anyMatch(report -> mentions(report, name)));
        assertThat(reports).allMatch(report -> offenders.stream().anyMatch(name -> mentions(report, name)));
    }

    private static List<String> offenders(Check check, JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.isAnnotatedWith(Violation.class))
                .filter(type ->
                        type.getAnnotationOfType(Violation.class).value().equals(check.name()))
                .map(JavaClass::getName)
                .toList();
    }

    private static boolean mentions(String report, String className) {
        return report.contains(className + ".") || report.contains(className + ">") || report.contains(className + " ");
    }
}
