package dev.dragoman.gateway.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.dragoman.architecture.Check;
import dev.dragoman.architecture.Room;
import java.util.List;
import java.util.stream.Stream;

/** The rooms that each hold one feature, and can each be deleted without touching another. */
final class FeatureRooms {

    static final List<String> NAMES = List.of(
            "identity",
            "access",
            "login",
            "limit",
            "budget",
            "ledger",
            "guard",
            "cache",
            "conversation",
            "deployment",
            "secret",
            "observe",
            "alert",
            "tokens",
            "relay",
            "realtime",
            "sharing",
            "batch",
            "mcp",
            "agent",
            "assistant",
            "admin");

    private FeatureRooms() {}

    /** They meet in {@code call}, or through an interface of the one that needs something, which the server hands in. */
    static Check apart() {
        return new Check("features", FeatureRooms::doNotSeeEachOther);
    }

    /** They see the plumbing, and never the root that puts them together. */
    static List<Room> rooms() {
        Stream<Room> features = NAMES.stream()
                .map(name -> Room.named(
                        name, "call", "config", "crypto", "endpoint", "extension", "journal", "redis", "store", "web"));
        return Stream.concat(features, Stream.of(Room.named("ledger.report", "ledger", "store")))
                .toList();
    }

    private static ArchRule doNotSeeEachOther(String root) {
        return slices().assignedFrom(features(root)).should().notDependOnEachOther();
    }

    private static SliceAssignment features(String root) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return NAMES.stream()
                        .filter(name -> (type.getPackageName() + ".").startsWith(root + "." + name + "."))
                        .findFirst()
                        .map(SliceIdentifier::of)
                        .orElse(SliceIdentifier.ignore());
            }

            @Override
            public String getDescription() {
                return "feature rooms";
            }
        };
    }
}
