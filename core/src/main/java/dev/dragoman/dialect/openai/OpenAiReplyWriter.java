package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer for a client. */
final class OpenAiReplyWriter {

    private final ChatReply reply;
    private final ReplyFrame frame;
    private final JsonWriter out = new JsonWriter(1024);

    OpenAiReplyWriter(ChatReply reply, ReplyFrame frame) {
        this.reply = reply;
        this.frame = frame;
    }

    byte[] write() {
        out.beginObject();
        out.member("id", reply.id() == null ? frame.id() : reply.id()).member("object", "chat.completion");
        out.member("created", reply.created() == null ? frame.createdSeconds() : reply.created());
        out.member("model", frame.model()).name("choices").beginArray();
        reply.choices().forEach(this::choice);
        out.endArray();
        if (!reply.usage().equals(Usage.NONE)) {
            Usages.write(out, reply.usage());
        }
        out.memberIfPresent("service_tier", reply.serviceTier())
                .allMembers(reply.extras().merged(lists()));
        return out.endObject().toBytes();
    }

    /** What clients look for at the top: one list over all choices. */
    private JsonObject lists() {
        JsonObject lists = JsonObject.EMPTY;
        for (Choice choice : reply.choices()) {
            for (String name : choice.extras().names()) {
                JsonArray more = VendorFields.isOfReply(name) ? choice.extras().array(name) : null;
                lists = more == null ? lists : lists.with(name, joined(lists.array(name), more));
            }
        }
        return lists;
    }

    private static JsonArray joined(@Nullable JsonArray before, JsonArray more) {
        List<JsonValue> items = new ArrayList<>(before == null ? List.of() : before.items());
        items.addAll(more.items());
        return new JsonArray(items);
    }

    private void choice(Choice choice) {
        out.beginObject().member("index", choice.index()).name("message");
        message(choice);
        out.member("finish_reason", Finishes.write(finish(choice), frame.legacyFunctions()));
        out.name("logprobs");
        if (choice.logprobs() == null) {
            out.nullValue();
        } else {
            out.value(choice.logprobs());
        }
        VendorFields.write(out, choice.extras(), VendorFields::isOfChoice);
        out.endObject();
    }

    private static FinishReason finish(Choice choice) {
        FinishReason told = choice.finish();
        boolean calls = choice.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
        return told != null ? told : calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }

    private void message(Choice choice) {
        List<Part> parts = choice.parts();
        out.beginObject().member("role", "assistant").name("content");
        String text = frame.mergeReasoning() ? merged(choice.index(), parts) : text(parts);
        if (text == null) {
            out.nullValue();
        } else {
            out.value(text);
        }
        out.memberIfPresent("refusal", refusal(parts));
        calls(parts);
        out.memberIfPresent("reasoning_content", frame.mergeReasoning() ? null : Thoughts.text(parts));
        out.memberIfPresent("thinking_blocks", Thoughts.blocks(parts));
        audio(parts);
        Spoken.images(out, parts);
        annotations(choice.annotations());
        JsonObject own = VendorFields.of(choice);
        out.memberIfPresent(VendorFields.NAME, own.isEmpty() ? null : own);
        out.endObject();
    }

    /** Text of an answer; null, not empty, where something else was said. */
    private static @Nullable String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        boolean silent = parts.isEmpty();
        for (Part part : parts) {
            if (part instanceof Part.Text said) {
                text.append(said.text());
            }
            silent |= part instanceof Part.ToolCall
                    || part instanceof Part.Refusal
                    || part instanceof Part.SpokenAudio
                    || part instanceof Part.Image;
        }
        return text.isEmpty() && silent ? null : text.toString();
    }

    private static @Nullable String merged(int choice, List<Part> parts) {
        if (parts.stream().noneMatch(Part.Thinking.class::isInstance)) {
            return text(parts);
        }
        ThoughtsInText thoughts = new ThoughtsInText();
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Thinking thinking -> text.append(thoughts.thought(choice, thinking.text()));
                case Part.Text said -> text.append(thoughts.said(choice, said.text()));
                default -> {}
            }
        }
        String all = text.append(thoughts.closing(choice)).toString();
        return all.isEmpty() ? text(parts) : all;
    }

    private static @Nullable String refusal(List<Part> parts) {
        StringBuilder words = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Refusal refusal) {
                words.append(refusal.text());
            }
        }
        return words.isEmpty() ? null : words.toString();
    }

    private void calls(List<Part> parts) {
        if (!frame.legacyFunctions()) {
            ToolCalls.write(out, parts);
            return;
        }
        for (Part part : parts) {
            if (part instanceof Part.ToolCall call) {
                out.name("function_call").beginObject().member("name", call.name());
                out.member("arguments", call.arguments().isEmpty() ? "{}" : call.arguments())
                        .endObject();
                return;
            }
        }
    }

    private void audio(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.SpokenAudio audio) {
                Spoken.write(out, audio);
                return;
            }
        }
    }

    private void annotations(List<JsonObject> annotations) {
        if (!annotations.isEmpty()) {
            out.name("annotations").beginArray();
            annotations.forEach(out::value);
            out.endArray();
        }
    }
}
