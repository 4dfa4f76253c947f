package dev.dragoman.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The compiled classes of the module under test.
 *
 * @param root its root package
 * @param classes all its classes, without tests
 */
public record ProductCode(String root, JavaClasses classes) {

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** The module in whose folder the tests run. */
    public static ProductCode below(String root) {
        return new ProductCode(root, new ClassFileImporter().importPath(Path.of("target", "classes")));
    }

    /** Asserts that nothing in the module breaks the rule. */
    public void keeps(Check check) {
        assertThat(check.violations(root, classes)).as(check.name()).isEmpty();
    }

    /** Asserts that the checks look at every package that has sources, so that none passes for want of classes. */
    public void isSeenCompletely() {
        Set<String> seen = classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(seen).containsAll(packagesWithSources());
    }

    /** The first name below the root of every package. */
    public Set<String> rooms() {
        return classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.length() > root.length())
                .map(name -> name.substring(root.length() + 1).split("\\.", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> packagesWithSources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
