package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.SseEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads a vendor's streamed text. */
final class TextEventReader implements EventReader {

    private final Map<Integer, Boolean> finished = new TreeMap<>();
    private boolean started;
    private boolean ended;

    @Override
    public void read(SseEvent event, Consumer<ChatEvent> into) {
        if (ended || event.data().length == 0) {
            return;
        }
        if (Arrays.equals(event.data(), OpenAiEventRelay.DONE)) {
            end(into);
            return;
        }
        chunk(parsed(event), into);
    }

    @Override
    public void end(Consumer<ChatEvent> into) {
        if (ended) {
            return;
        }
        if (finished.isEmpty() || finished.containsValue(false)) {
            throw new ApiConnectionException("the vendor's stream ended before the answer was complete");
        }
        ended = true;
        into.accept(new ChatEvent.Ended());
    }

    private static Field parsed(SseEvent event) {
        try {
            return Field.root(Field.Author.VENDOR, Json.parse(event.data()));
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("an event of the vendor's stream is no JSON: " + noJson.getMessage());
        }
    }

    private void chunk(Field chunk, Consumer<ChatEvent> into) {
        if (OpenAiErrorReader.isError(chunk.object())) {
            throw OpenAiErrorReader.inBody(chunk.object());
        }
        if (!started) {
            started = true;
            String model = chunk.string("model");
            into.accept(new ChatEvent.Started(
                    chunk.string("id"),
                    model == null ? "" : model,
                    chunk.integer("created"),
                    chunk.string("service_tier"),
                    chunk.others(TextReplies.READ)));
        }
        Field choices = chunk.member("choices");
        if (choices != null) {
            choices.items().forEach(choice -> choice(choice, into));
        }
        Field usage = chunk.member("usage");
        if (usage != null) {
            into.accept(new ChatEvent.UsageReported(Usages.read(usage)));
        }
    }

    private void choice(Field choice, Consumer<ChatEvent> into) {
        int number = ChoiceReader.index(choice);
        finished.putIfAbsent(number, false);
        String text = choice.string("text");
        if (text != null && !text.isEmpty()) {
            into.accept(new ChatEvent.Text(number, text));
        }
        Field logprobs = choice.member("logprobs");
        if (logprobs != null) {
            into.accept(new ChatEvent.Logprobs(number, TextLogprobs.read(logprobs)));
        }
        String finish = choice.string("finish_reason");
        if (finish != null && !Boolean.TRUE.equals(finished.put(number, true))) {
            into.accept(new ChatEvent.Finished(number, Finishes.read(finish, false), Finishes.unusual(finish), null));
        }
    }
}
