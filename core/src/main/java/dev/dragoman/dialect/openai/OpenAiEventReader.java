package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.Field.Author;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.SseEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a vendor's streamed answer. */
final class OpenAiEventReader implements EventReader {

    private static final Set<String> READ =
            Set.of("id", "object", "created", "model", "choices", "usage", "service_tier", "obfuscation", "error");

    private final boolean thinkTags;
    private final Map<Integer, ChoiceEvents> choices = new TreeMap<>();
    private JsonObject early = JsonObject.EMPTY;
    private @Nullable String answer;
    private boolean ended;

    OpenAiEventReader(boolean thinkTags) {
        this.thinkTags = thinkTags;
    }

    @Override
    public void read(SseEvent event, Consumer<ChatEvent> into) {
        if (ended || event.data().length == 0) {
            return;
        }
        if (Arrays.equals(event.data(), OpenAiEventRelay.DONE)) {
            choices.values().forEach(choice -> choice.conclude(into));
            end(into);
            return;
        }
        chunk(parse(event), into);
    }

    @Override
    public void end(Consumer<ChatEvent> into) {
        if (ended) {
            return;
        }
        boolean finished = !choices.isEmpty() && choices.values().stream().allMatch(ChoiceEvents::finished);
        if (!finished) {
            throw new ApiConnectionException("the vendor's stream ended before the answer was complete");
        }
        ended = true;
        into.accept(new ChatEvent.Ended());
    }

    private static Field parse(SseEvent event) {
        try {
            return Field.root(Author.VENDOR, Json.parse(event.data()));
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("an event of the vendor's stream is no JSON: " + noJson.getMessage());
        }
    }

    private void chunk(Field chunk, Consumer<ChatEvent> into) {
        if (chunk.member("error") != null) {
            throw OpenAiErrorReader.inBody(chunk.object());
        }
        Field listed = chunk.member("choices");
        if (answer == null) {
            begin(chunk, listed == null || listed.array().isEmpty(), into);
        }
        if (listed != null) {
            for (Field choice : listed.items()) {
                choice(ChoiceReader.index(choice)).read(choice, into);
            }
        }
        Field usage = chunk.member("usage");
        if (usage != null) {
            into.accept(new ChatEvent.UsageReported(Usages.read(usage)));
        }
    }

    /** Azure's first chunk has no choices and no model, but tells what its filter found in the prompt. */
    private void begin(Field chunk, boolean empty, Consumer<ChatEvent> into) {
        early = early.merged(chunk.others(READ));
        if (empty) {
            return;
        }
        String id = chunk.string("id");
        String model = chunk.string("model");
        answer = id == null ? chunk.value().toJson() : id;
        into.accept(new ChatEvent.Started(
                id, model == null ? "" : model, chunk.integer("created"), chunk.string("service_tier"), early));
    }

    private ChoiceEvents choice(int number) {
        String seed = answer == null ? "" : answer;
        return choices.computeIfAbsent(number, any -> new ChoiceEvents(number, seed, thinkTags));
    }
}
