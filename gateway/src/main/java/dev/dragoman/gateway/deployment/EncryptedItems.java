package dev.dragoman.gateway.deployment;

import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.EventStream;
import dev.dragoman.routing.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Finds reasoning in requests and answers of Responses that only the deployment which wrote it can read. */
final class EncryptedItems {

    private static final String CONTENT = "encrypted_content";
    private static final byte[] MENTIONED = ('"' + CONTENT + '"').getBytes(StandardCharsets.UTF_8);
    private static final String DONE = "response.output_item.done";

    private EncryptedItems() {}

    /** Names of what a request holds, that of the newest first. */
    static List<String> names(Source source) {
        List<String> names = new ArrayList<>();
        if (isResponses(source)
                && !source.body().isNull("input")
                && source.body().value("input") instanceof JsonArray input) {
            input.forEach(item -> addName(item, names));
        }
        return names.reversed();
    }

    /** The answer, of which the names of what is encrypted are told as they come. */
    static CallAnswer watched(CallAnswer answer, Source source, Consumer<String> names) {
        if (!isResponses(source)) {
            return answer;
        }
        return switch (answer) {
            case CallAnswer.Whole whole -> {
                noteAll(whole.body().toBytes(), names);
                yield whole;
            }
            case CallAnswer.Events events -> new CallAnswer.Events(new Watching(events.stream(), names), events.info());
            case CallAnswer.Bytes bytes -> bytes;
        };
    }

    private static void noteAll(byte[] body, Consumer<String> names) {
        if (mentions(body) && Json.parseObject(body).get("output") instanceof JsonArray output) {
            List<String> found = new ArrayList<>();
            output.forEach(item -> addName(item, found));
            found.forEach(names);
        }
    }

    private static boolean isResponses(Source source) {
        return source instanceof ChatSource chat && chat.dialect().name().equals(ResponsesDialect.NAME);
    }

    private static void addName(JsonValue item, List<String> names) {
        String content = item instanceof JsonObject object ? object.string(CONTENT) : null;
        if (content != null && !content.isEmpty()) {
            names.add(Digests.of(content));
        }
    }

    private static boolean mentions(byte[] data) {
        for (int at = 0; at + MENTIONED.length <= data.length; at++) {
            if (Arrays.equals(data, at, at + MENTIONED.length, MENTIONED, 0, MENTIONED.length)) {
                return true;
            }
        }
        return false;
    }

    private record Watching(EventStream stream, Consumer<String> names) implements EventStream {

        @Override
        public boolean next(Consumer<SseEvent> into) {
            return stream.next(event -> {
                if (mentions(event.data())) {
                    note(event.data());
                }
                into.accept(event);
            });
        }

        private void note(byte[] data) {
            List<String> found = new ArrayList<>();
            try {
                JsonObject event = Json.parseObject(data);
                JsonObject item = DONE.equals(event.string("type")) ? event.object("item") : null;
                if (item != null) {
                    addName(item, found);
                }
            } catch (JsonSyntaxException passedAsItIs) {
                // What the vendor wrote is the client's to read.
                return;
            }
            found.forEach(names);
        }

        @Override
        public Usage usage() {
            return stream.usage();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
