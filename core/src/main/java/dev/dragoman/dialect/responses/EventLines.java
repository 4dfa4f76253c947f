package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.responses.AnswerItem.Status;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells an answer event by event while it is put together. */
final class EventLines implements AnswerListener {

    private static final int SUMMARY = 0;

    private long sequence;
    private @Nullable Consumer<SseEvent> client;

    /** Tells what follows to this client. */
    void to(Consumer<SseEvent> into) {
        client = into;
    }

    /** An event up to the member that it is about. */
    JsonWriter begin(String type) {
        return new JsonWriter(256).beginObject().member("type", type).member("sequence_number", sequence++);
    }

    void end(String type, JsonWriter event) {
        if (client != null) {
            client.accept(new SseEvent(type, event.endObject().toBytes()));
        }
    }

    private JsonWriter begin(String type, AnswerItem item) {
        return begin(type).member("item_id", item.id()).member("output_index", item.index());
    }

    private JsonWriter begin(String type, AnswerItem item, int part) {
        return begin(type, item).member("content_index", part);
    }

    private JsonWriter last(String type, MessageItem item) {
        return begin(type, item, item.parts().size() - 1);
    }

    @Override
    public void added(AnswerItem item) {
        item("response.output_item.added", item, item instanceof WholeItem ? Status.COMPLETED : Status.IN_PROGRESS);
    }

    @Override
    public void done(AnswerItem item, Status status) {
        switch (item) {
            case ThoughtItem thought -> summaryDone(thought);
            case CallItem call -> argumentsDone(call);
            case MessageItem message -> {}
            case WholeItem whole -> {}
        }
        item("response.output_item.done", item, status);
    }

    private void item(String type, AnswerItem item, Status status) {
        JsonWriter event = begin(type).member("output_index", item.index()).name("item");
        item.write(event, status);
        end(type, event);
    }

    @Override
    public void summaryBegan(ThoughtItem item) {
        summaryPart("response.reasoning_summary_part.added", item, "");
    }

    @Override
    public void summary(ThoughtItem item, String piece) {
        String type = "response.reasoning_summary_text.delta";
        end(type, begin(type, item).member("summary_index", SUMMARY).member("delta", piece));
    }

    private void summaryDone(ThoughtItem item) {
        if (item.speaks()) {
            String type = "response.reasoning_summary_text.done";
            end(type, begin(type, item).member("summary_index", SUMMARY).member("text", item.text()));
            summaryPart("response.reasoning_summary_part.done", item, item.text());
        }
    }

    private void summaryPart(String type, ThoughtItem item, String text) {
        JsonWriter event = begin(type, item).member("summary_index", SUMMARY).name("part");
        ThoughtItem.part(event, text);
        end(type, event);
    }

    @Override
    public void partAdded(MessageItem item, ContentPart part) {
        part("response.content_part.added", item, part);
    }

    @Override
    public void partDone(MessageItem item, ContentPart part) {
        switch (part) {
            case ContentPart.Text text -> {
                String type = "response.output_text.done";
                end(type, last(type, item).member("text", text.text()).member("logprobs", text.logprobs()));
            }
            case ContentPart.Refusal refusal -> {
                String type = "response.refusal.done";
                end(type, last(type, item).member("refusal", refusal.words()));
            }
            case ContentPart.Sound sound -> {
                end("response.audio.done", begin("response.audio.done"));
                end("response.audio.transcript.done", begin("response.audio.transcript.done"));
            }
        }
        part("response.content_part.done", item, part);
    }

    private void part(String type, MessageItem item, ContentPart part) {
        JsonWriter event = last(type, item).name("part");
        part.write(event);
        end(type, event);
    }

    @Override
    public void text(MessageItem item, String piece, JsonArray logprobs) {
        String type = "response.output_text.delta";
        end(type, last(type, item).member("delta", piece).member("logprobs", logprobs));
    }

    @Override
    public void refusal(MessageItem item, String piece) {
        String type = "response.refusal.delta";
        end(type, last(type, item).member("delta", piece));
    }

    @Override
    public void sound(MessageItem item, Part.SpokenAudio piece) {
        sound("response.audio.delta", piece.data());
        sound("response.audio.transcript.delta", piece.transcript());
    }

    private void sound(String type, @Nullable String piece) {
        if (piece != null) {
            end(type, begin(type).member("delta", piece));
        }
    }

    @Override
    public void annotated(MessageItem item, int part, int number, JsonObject annotation) {
        String type = "response.output_text.annotation.added";
        JsonWriter event = begin(type, item, part).member("annotation_index", number);
        end(type, event.member("annotation", annotation));
    }

    @Override
    public void arguments(CallItem item, String fragment) {
        String type =
                item.custom() ? "response.custom_tool_call_input.delta" : "response.function_call_arguments.delta";
        end(type, begin(type, item).member("delta", fragment));
    }

    private void argumentsDone(CallItem item) {
        if (item.custom()) {
            String type = "response.custom_tool_call_input.done";
            end(type, begin(type, item).member("input", item.arguments()));
        } else {
            String type = "response.function_call_arguments.done";
            JsonWriter event = begin(type, item).member("name", item.name());
            end(type, event.member("arguments", item.arguments()));
        }
    }
}
