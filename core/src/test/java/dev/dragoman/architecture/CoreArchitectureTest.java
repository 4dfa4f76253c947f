package dev.dragoman.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the library. */
final class CoreArchitectureTest {

    private static final ProductCode CORE = ProductCode.below("dev.dragoman");

    /** From the bottom up; the root package, the front door, may see everything and is seen by nobody. */
    private static final List<Room> ROOMS = List.of(
            Room.named("http"),
            Room.named("audio", "http"),
            Room.named("json", "http"),
            Room.named("model", "json"),
            Room.named("error", "json"),
            Room.named("catalog", "json", "model"),
            Room.named("dialect", "error", "http", "json", "model"),
            Room.named("dialect.*", "dialect", "error", "http", "json", "model"),
            Room.named("media", "http", "model"),
            Room.named("provider", "dialect", "error", "http", "json", "model"),
            Room.named("provider.*", "provider", "audio", "dialect", "dialect.*", "error", "http", "json", "model"),
            Room.named("routing", "catalog", "dialect", "error", "http", "json", "media", "model", "provider"));

    /**
     * {@code completions}, {@code aws}, {@code entra} and {@code speech} are no providers: they are what those that speak like
     * OpenAI, AWS's services, Azure's, and those that hear and speak have in common.
     */
    private static final List<Siblings> FAMILIES = List.of(
            new Siblings("dialect", Set.of()),
            new Siblings("provider", Set.of("completions", "aws", "entra", "speech")));

    private static final List<Technology> TECHNOLOGIES = List.of(
            Technology.ownedBy(List.of("json"), "Jackson", "tools.jackson..", "com.fasterxml.jackson.."),
            Technology.ownedBy(List.of("http"), "JDK HTTP client", "java.net.http.."),
            Technology.ownedBy(List.of(), "SQL", "java.sql..", "javax.sql.."));

    static Stream<Check> checks() {
        return Stream.of(
                        Habits.ALL.stream(),
                        ROOMS.stream().map(Room::check),
                        FAMILIES.stream().map(Siblings::check),
                        TECHNOLOGIES.stream().map(Technology::check),
                        Stream.of(
                                Surroundings.readOnlyBy(root -> Packages.atTheRoot(root, "Surroundings")),
                                new Check("model", Values::model),
                                new Check("purity", Values::dialects),
                                new Check("libraries", CoreArchitectureTest::usersInheritJacksonOnly)))
                .flatMap(checks -> checks);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void theLibraryKeepsTheRule(Check check) {
        CORE.keeps(check);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void theRuleFailsOnItsFixture(Check check) {
        String folder = check.name().split(" ", 2)[0];

        new Fixture("dev.dragoman.architecture.fixture." + folder).provesThatItCanFail(check);
    }

    @Test
    void everyPackageIsLookedAt() {
        CORE.isSeenCompletely();
    }

    @Test
    void everyPackageIsARoomWithARule() {
        List<String> known =
                ROOMS.stream().map(room -> room.name().split("\\.", 2)[0]).toList();

        assertThat(CORE.rooms()).allMatch(known::contains);
    }

    private static ArchRule usersInheritJacksonOnly(String root) {
        return classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + "..", "java..", "javax..", "jdk..", "org.jspecify..", "tools.jackson.."));
    }
}
