package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a streamed text; only text is told, which is all that this format has words for. */
final class TextEventWriter implements EventWriter {

    private final ReplyFrame frame;
    private final Map<Integer, Integer> told = new HashMap<>(2);
    private @Nullable String id;
    private long created;
    private Usage usage = Usage.NONE;

    TextEventWriter(ReplyFrame frame) {
        this.frame = frame;
        this.created = frame.createdSeconds();
    }

    @Override
    public void write(ChatEvent event, Consumer<SseEvent> into) {
        switch (event) {
            case ChatEvent.Started started -> {
                id = started.id();
                created = started.created() == null ? created : started.created();
            }
            case ChatEvent.Text text -> text(text.choice(), text.text(), into);
            case ChatEvent.Refusal refusal -> text(refusal.choice(), refusal.text(), into);
            case ChatEvent.Logprobs logprobs
            when logprobs.logprobs() instanceof JsonObject object -> choice(logprobs.choice(), "", object, null, into);
            case ChatEvent.Finished finished -> choice(finished.choice(), "", null, finished.finish(), into);
            case ChatEvent.UsageReported reported -> usage = usage.updatedBy(reported.usage());
            case ChatEvent.Ended ended -> end(into);
            case ChatEvent other -> {} // Thoughts, calls and the like have no place in a text.
        }
    }

    private void text(int choice, String text, Consumer<SseEvent> into) {
        choice(choice, text, null, null, into);
        told.merge(choice, text.length(), Integer::sum);
    }

    private void choice(
            int number,
            String text,
            @Nullable JsonObject logprobs,
            @Nullable FinishReason finish,
            Consumer<SseEvent> into) {
        JsonWriter out = head().name("choices").beginArray().beginObject();
        out.member("text", text).member("index", number).name("logprobs");
        if (logprobs == null) {
            out.nullValue();
        } else {
            TextLogprobs.write(out, logprobs, told.getOrDefault(number, 0));
        }
        out.name("finish_reason");
        if (finish == null) {
            out.nullValue();
        } else {
            out.value(TextReplies.finish(finish));
        }
        into.accept(SseEvent.data(out.endObject().endArray().endObject().toBytes()));
    }

    private JsonWriter head() {
        JsonWriter out = new JsonWriter(256).beginObject();
        out.member("id", id == null ? TextReplies.id(frame) : id).member("object", TextReplies.OBJECT);
        return out.member("created", created).member("model", frame.model());
    }

    private void end(Consumer<SseEvent> into) {
        if (frame.includeUsage()) {
            JsonWriter out = head().name("choices").beginArray().endArray();
            Usages.write(out, usage);
            into.accept(SseEvent.data(out.endObject().toBytes()));
        }
        into.accept(SseEvent.data(OpenAiEventRelay.DONE));
    }
}
