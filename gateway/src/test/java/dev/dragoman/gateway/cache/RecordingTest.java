package dev.dragoman.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.EventStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which streams are kept. */
final class RecordingTest {

    private static final SseEvent EVENT = new SseEvent("delta", "text".getBytes(StandardCharsets.UTF_8));
    private static final SseEvent FAILED = new SseEvent("response.failed", new byte[0]);

    private final List<String> outcomes = new ArrayList<>();

    @Test
    void oneThatCameToItsEnd() {
        read(recording(1_000, EVENT, EVENT), 3);

        assertThat(outcomes).containsExactly("complete 2");
    }

    @Test
    void notOneWhoseClientLeft() {
        read(recording(1_000, EVENT, EVENT), 1);

        assertThat(outcomes).containsExactly("none");
    }

    @Test
    void notOneThatIsTooLarge() {
        read(recording(50, EVENT, EVENT), 3);

        assertThat(outcomes).containsExactly("none");
    }

    @Test
    void notOneThatTellsOfAFailure() {
        read(recording(1_000, EVENT, FAILED), 3);

        assertThat(outcomes).containsExactly("none");
    }

    @Test
    void notAnEmptyOne() {
        read(recording(1_000), 1);

        assertThat(outcomes).containsExactly("none");
    }

    private static void read(Recording recording, int pulls) {
        try (recording) {
            for (int i = 0; i < pulls; i++) {
                recording.next(event -> {});
            }
        }
    }

    private Recording recording(int maxBytes, SseEvent... events) {
        Iterator<SseEvent> told = List.of(events).iterator();
        EventStream stream = new EventStream() {
            @Override
            public boolean next(Consumer<SseEvent> into) {
                if (told.hasNext()) {
                    into.accept(told.next());
                    return true;
                }
                return false;
            }

            @Override
            public Usage usage() {
                return Usage.NONE;
            }

            @Override
            public void close() {}
        };
        return new Recording(stream, maxBytes, new Recording.Outcome() {
            @Override
            public void complete(Entry.Content content, Usage usage) {
                outcomes.add("complete " + ((Entry.Events) content).events().size());
            }

            @Override
            public void none() {
                outcomes.add("none");
            }
        });
    }
}
