package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
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
        out.memberIfPresent("service_tier", reply.serviceTier()).allMembers(reply.extras());
        VendorLists.write(out, reply.choices());
        return out.endObject().toBytes();
    }

    private void choice(Choice choice) {
        out.beginObject().member("index", choice.index()).name("message");
        message(choice);
        FinishReason finish = choice.finish();
        out.member(
                "finish_reason", Finishes.write(finish == null ? FinishReason.STOP : finish, frame.legacyFunctions()));
        out.name("logprobs");
        if (choice.logprobs() == null) {
            out.nullValue();
        } else {
            out.value(choice.logprobs());
        }
        out.allMembers(ChoiceExtras.beside(choice.extras()));
        out.endObject();
    }

    private void message(Choice choice) {
        List<Part> parts = choice.parts();
        out.beginObject().member("role", "assistant").name("content");
        String text = text(parts);
        if (text == null) {
            out.nullValue();
        } else {
            out.value(text);
        }
        calls(parts);
        out.memberIfPresent("reasoning_content", Thoughts.text(parts));
        out.memberIfPresent("thinking_blocks", Thoughts.blocks(parts));
        for (Part part : parts) {
            beside(part);
        }
        images(parts);
        if (!choice.annotations().isEmpty()) {
            out.name("annotations").beginArray();
            choice.annotations().forEach(out::value);
            out.endArray();
        }
        own(choice);
        out.endObject();
    }

    /** Text of an answer; null, not empty, where there is none but tool calls. */
    private static @Nullable String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        boolean silent = false;
        for (Part part : parts) {
            if (part instanceof Part.Text said) {
                text.append(said.text());
            }
            silent |= part instanceof Part.ToolCall
                    || part instanceof Part.Refusal
                    || part instanceof Part.SpokenAudio
                    || part instanceof Part.Image;
        }
        return text.isEmpty() && (silent || parts.isEmpty()) ? null : text.toString();
    }

    private void calls(List<Part> parts) {
        if (!frame.legacyFunctions()) {
            ToolCalls.write(out, parts);
            return;
        }
        for (Part part : parts) {
            if (part instanceof Part.ToolCall call) {
                out.name("function_call").beginObject().member("name", call.name());
                out.member("arguments", call.arguments()).endObject();
                return;
            }
        }
    }

    private void beside(Part part) {
        if (part instanceof Part.Refusal refusal) {
            out.member("refusal", refusal.text());
        } else if (part instanceof Part.SpokenAudio audio) {
            out.name("audio").beginObject().memberIfPresent("id", audio.id());
            out.memberIfPresent("data", audio.data()).memberIfPresent("transcript", audio.transcript());
            out.memberIfPresent("expires_at", audio.expiresAt()).endObject();
        }
    }

    private void images(List<Part> parts) {
        List<Part.Image> images = parts.stream()
                .filter(Part.Image.class::isInstance)
                .map(Part.Image.class::cast)
                .toList();
        if (images.isEmpty()) {
            return;
        }
        out.name("images").beginArray();
        for (int i = 0; i < images.size(); i++) {
            image(out, images.get(i).source(), i);
        }
        out.endArray();
    }

    static void image(JsonWriter out, MediaSource source, int index) {
        out.beginObject().member("type", "image_url").member("index", index).name("image_url");
        out.beginObject().member("url", DataUri.of(source)).endObject().endObject();
    }

    /** What only the vendor has words for; citations belong to the text they stand with. */
    private void own(Choice choice) {
        JsonObject.Builder fields = ChoiceExtras.fields(choice.extras()).toBuilder();
        String stopSequence = choice.stopSequence();
        fields.putIfPresent("native_finish_reason", choice.nativeFinish()).putIfPresent("stop_sequence", stopSequence);
        fields.putIfPresent("thought_signatures", Thoughts.signatures(choice.parts()));
        Citations.collect(choice.parts(), fields);
        if (!fields.isEmpty()) {
            out.member("provider_specific_fields", fields.build());
        }
    }
}
