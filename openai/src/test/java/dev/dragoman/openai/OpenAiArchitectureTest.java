package dev.dragoman.openai;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.dragoman.architecture.Check;
import dev.dragoman.architecture.Habits;
import dev.dragoman.architecture.ProductCode;
import dev.dragoman.architecture.Surroundings;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of this module: the habits of the house, and a view of the library that its users have too. */
final class OpenAiArchitectureTest {

    private static final String ROOT = "dev.dragoman.openai";

    private static final ProductCode CODE = ProductCode.below(ROOT);

    private static final Check FRONT_DOOR = new Check("front door", OpenAiArchitectureTest::throughTheFrontDoor);

    static Stream<Check> checks() {
        return Stream.concat(
                Habits.ALL.stream(),
                Stream.of(Surroundings.readOnlyBy(root -> DescribedPredicate.alwaysFalse()), FRONT_DOOR));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void theModuleKeepsTheRule(Check check) {
        CODE.keeps(check);
    }

    @Test
    void everyPackageIsLookedAt() {
        CODE.isSeenCompletely();
    }

    @Test
    void theFrontDoorsRuleCanFail() {
        ProductCode tests = new ProductCode(ROOT, new ClassFileImporter().importClasses(getClass()));

        assertThat(FRONT_DOOR.violations(ROOT, tests.classes())).isNotEmpty();
    }

    private static ArchRule throughTheFrontDoor(String root) {
        DescribedPredicate<JavaClass> seen = resideInAnyPackage(
                root,
                "dev.dragoman",
                "dev.dragoman.dialect.openai",
                "dev.dragoman.error",
                "dev.dragoman.http",
                "dev.dragoman.json",
                "dev.dragoman.provider",
                "com.openai..",
                "java..",
                "kotlin..",
                "org.jspecify..");
        return classes().should().onlyDependOnClassesThat(seen);
    }
}
