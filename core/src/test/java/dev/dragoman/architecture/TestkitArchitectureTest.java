package dev.dragoman.architecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that the fake vendors keep too; they may use the system's clock, threads and futures. */
final class TestkitArchitectureTest {

    private static final String ROOT = "dev.dragoman.testkit";

    private static final ProductCode TESTKIT = new ProductCode(
            ROOT,
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT));

    private static final Set<String> NAMES = Set.of("cycles", "names", "console", "statics", "nullmarked", "logging");

    static Stream<Check> checks() {
        return Habits.ALL.stream().filter(check -> NAMES.contains(check.name()));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void theFakeVendorsKeepTheRule(Check check) {
        TESTKIT.keeps(check);
    }
}
