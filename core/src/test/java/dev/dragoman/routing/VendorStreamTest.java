package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.ToolNames;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.model.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class VendorStreamTest {

    private static final int EVENTS = 100;

    @Test
    void ofEventsThatCameTogetherTheFirstLeaveFirst() {
        List<Integer> batches = new ArrayList<>();

        assertThat(texts(stream(IntStream.range(0, EVENTS)), batches)).hasSize(EVENTS + 1);

        assertThat(batches.subList(0, 5)).containsExactly(1, 2, 4, 8, 16);
        assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(EVENTS + 1);
    }

    @Test
    void allOfThemLeaveInTheirOrder() {
        List<String> texts = texts(stream(IntStream.range(0, EVENTS)), new ArrayList<>());

        for (int i = 0; i < EVENTS; i++) {
            assertThat(texts.get(i)).contains("\"content\":\"" + i + "\"");
        }
        assertThat(texts.getLast()).isEqualTo("[DONE]");
    }

    private static VendorStream stream(IntStream numbers) {
        String wire = numbers.mapToObj(number -> "data: " + chunk(number) + "\n\n")
                        .collect(Collectors.joining()) + "data: [DONE]\n\n";
        VendorStream stream = new VendorStream(
                new AllAtOnce(Slice.utf8(wire)),
                EventFraming.SSE.decoder(),
                Transfers.between(Calls.dialect("openai"), Calls.dialect("openai"), Calls.FRAME, ToolNames.AS_THEY_ARE),
                broken -> new ApiConnectionException(broken.toString()));
        stream.prime(Deadline.NONE);
        return stream;
    }

    private static String chunk(int number) {
        return "{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + number + "\"}}]}";
    }

    private static List<String> texts(VendorStream stream, List<Integer> batches) {
        List<String> texts = new ArrayList<>();
        List<SseEvent> batch = new ArrayList<>();
        while (stream.next(batch::add)) {
            batches.add(batch.size());
            batch.forEach(event -> texts.add(event.text()));
            batch.clear();
        }
        return texts;
    }

    /** A response whose body comes in one piece. */
    private static final class AllAtOnce implements UpstreamResponse {

        private @Nullable Slice body;

        AllAtOnce(Slice body) {
            this.body = body;
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Headers headers() {
            return Headers.EMPTY;
        }

        @Override
        public @Nullable Slice read() {
            Slice piece = body;
            body = null;
            return piece;
        }

        @Override
        public byte[] readAll(int limit) {
            Slice rest = read();
            return rest == null ? new byte[0] : rest.toBytes();
        }

        @Override
        public void close() {
            body = null;
        }
    }
}
