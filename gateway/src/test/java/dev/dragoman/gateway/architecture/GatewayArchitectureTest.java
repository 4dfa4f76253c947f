package dev.dragoman.gateway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.dragoman.architecture.Check;
import dev.dragoman.architecture.Fixture;
import dev.dragoman.architecture.Habits;
import dev.dragoman.architecture.Packages;
import dev.dragoman.architecture.ProductCode;
import dev.dragoman.architecture.Room;
import dev.dragoman.architecture.Surroundings;
import dev.dragoman.architecture.Technology;
import dev.dragoman.gateway.web.netty.loop.SocketTransport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the server. */
final class GatewayArchitectureTest {

    private static final ProductCode GATEWAY = ProductCode.below("dev.dragoman.gateway");

    /** The plumbing, from the bottom up; the root package may see everything and is seen by nobody. */
    private static final List<Room> PLUMBING = List.of(
            Room.named("config"),
            Room.named("audio"),
            Room.named("web"),
            Room.named("web.*", "web", "web.*"),
            Room.named("store", "config"),
            Room.named("redis", "config"),
            Room.named("journal"),
            Room.named("extension"),
            Room.named("crypto"),
            Room.named("call", "config"),
            Room.named("endpoint", "call", "config", "web"));

    private static final List<String> SQL =
            List.of("java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..", "com.zaxxer.hikari..", "org.sqlite..");

    private static final List<Technology> TECHNOLOGIES = List.of(
            Technology.ownedBy(List.of("web"), "Netty", "io.netty.."),
            Technology.ownedBy(List.of("redis"), "Redis client", "io.lettuce.."),
            Technology.ownedBy(List.of("cache", "access", "identity"), "Caffeine", "com.github.benmanes.caffeine.."),
            Technology.ownedBy(
                    List.of("config"), "YAML", "org.snakeyaml..", "org.yaml..", "tools.jackson.dataformat.."),
            Technology.ownedBy(List.of("audio"), "LAME", "de.sciss.jump3r.."),
            Technology.ownedBy(List.of("crypto", "identity", "login"), "JSON web tokens", "com.nimbusds.."),
            Technology.ownedBy(List.of("crypto"), "Bouncy Castle", "org.bouncycastle.."),
            Technology.ownedBy(List.of("observe"), "Prometheus", "io.prometheus.."),
            Technology.ownedBy(List.of("tokens"), "tokenizer", "com.knuddels.."),
            Technology.ownedBy(List.of(), "JSON library", "tools.jackson.core..", "tools.jackson.databind.."),
            Technology.ownedBy(List.of("secret"), "JDK HTTP client", "java.net.http.."),
            new Technology("SQL", SQL, GatewayArchitectureTest::querying),
            new Technology("command line", List.of("picocli.."), Packages::root));

    static Stream<Check> ownChecks() {
        return Stream.of(
                        Stream.of(FeatureRooms.apart(), Assembly.onlyInTheServer()),
                        Stream.of(Surroundings.readOnlyBy(GatewayArchitectureTest::looksAround)),
                        PLUMBING.stream().map(Room::check),
                        TECHNOLOGIES.stream().map(Technology::check))
                .flatMap(checks -> checks);
    }

    static Stream<Check> checks() {
        return Stream.of(
                        Habits.ALL.stream(),
                        ownChecks(),
                        FeatureRooms.rooms().stream().map(Room::check))
                .flatMap(checks -> checks);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void theServerKeepsTheRule(Check check) {
        GATEWAY.keeps(check);
    }

    @ParameterizedTest
    @MethodSource("ownChecks")
    void theRuleFailsOnItsFixture(Check check) {
        String folder = check.name().split(" ", 2)[0];

        new Fixture("dev.dragoman.gateway.architecture.fixture." + folder).provesThatItCanFail(check);
    }

    @Test
    void aFeatureRoomThatSeesTheRootIsCaught() {
        new Fixture("dev.dragoman.gateway.architecture.fixture.room")
                .provesThatItCanFail(FeatureRooms.rooms().getFirst().check());
    }

    @Test
    void everyPackageIsLookedAt() {
        GATEWAY.isSeenCompletely();
    }

    @Test
    void everyPackageIsARoomWithARule() {
        Stream<String> plumbing = PLUMBING.stream().map(room -> room.name().split("\\.", 2)[0]);
        List<String> known =
                Stream.concat(plumbing, FeatureRooms.NAMES.stream()).toList();

        assertThat(GATEWAY.rooms()).allMatch(known::contains);
    }

    /** The database's room, and the stores of the feature rooms that hold their own queries. */
    private static DescribedPredicate<JavaClass> querying(String root) {
        DescribedPredicate<JavaClass> stores = DescribedPredicate.describe(
                "a room's own store",
                type -> type.getSimpleName().startsWith("Jdbc")
                        && type.getSimpleName().endsWith("Store"));
        return stores.or(Packages.rooms(root, "store"));
    }

    /** Transport and Redis set switches that their libraries read from the environment alone. */
    private static DescribedPredicate<JavaClass> looksAround(String root) {
        return Packages.atTheRoot(root, "Main")
                .or(Packages.rooms(root, "config"))
                .or(JavaClass.Predicates.type(SocketTransport.class))
                .or(JavaClass.Predicates.simpleName("Links"));
    }
}
