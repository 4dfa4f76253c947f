package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer for a client. */
final class AnthropicReplyWriter {

    private static final Choice NOTHING =
            new Choice(0, List.of(), FinishReason.STOP, null, null, null, List.of(), JsonObject.EMPTY);
    private static final Set<String> WRITTEN =
            Set.of("id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage");

    private AnthropicReplyWriter() {}

    static byte[] write(ChatReply reply, ReplyFrame frame) {
        Choice choice = reply.choices().isEmpty() ? NOTHING : reply.choices().getFirst();
        String id = reply.id() == null ? frame.id() : reply.id();
        JsonWriter out = new JsonWriter(1024).beginObject();
        out.member("id", id).member("type", "message").member("role", "assistant");
        out.member("model", frame.model()).name("content").beginArray();
        content(out, choice, id);
        out.endArray();
        stop(out, choice);
        beside(out, choice.extras());
        UsageCount.write(out.name("usage"), reply.usage(), reply.serviceTier());
        rest(out, reply.extras());
        return out.endObject().toBytes();
    }

    /** Whether the answer declines. */
    static boolean declines(List<Part> parts) {
        return parts.stream().anyMatch(Part.Refusal.class::isInstance);
    }

    private static void content(JsonWriter out, Choice choice, String id) {
        int calls = 0;
        for (Part part : Annotations.asCitations(choice)) {
            if (part instanceof Part.ToolCall call) {
                ReplyBlocks.toolUse(out, call, ReplyBlocks.id(call.id(), call.signature(), id, calls++));
            } else if (ReplyBlocks.isTold(part)) {
                BlockWriter.write(out, part);
            }
        }
    }

    private static void stop(JsonWriter out, Choice choice) {
        boolean asks = choice.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
        FinishReason finish = declines(choice.parts()) && choice.finish() == FinishReason.STOP
                ? FinishReason.CONTENT_FILTER
                : choice.finish();
        out.member(
                "stop_reason", StopReasons.write(finish, choice.nativeFinish(), choice.stopSequence() != null, asks));
        stopSequence(out, choice.stopSequence());
    }

    static void stopSequence(JsonWriter out, @Nullable String sequence) {
        if (sequence == null) {
            out.name("stop_sequence").nullValue();
        } else {
            out.member("stop_sequence", sequence);
        }
    }

    /** Writes the members that stand beside the content here, but beside the message elsewhere. */
    static void beside(JsonWriter out, JsonObject extras) {
        for (String name : AnthropicReplyReader.BESIDE_MESSAGE) {
            JsonValue value = extras.get(name);
            if (value != null) {
                out.member(name, value);
            }
        }
    }

    private static void rest(JsonWriter out, JsonObject extras) {
        extras.forEach((name, value) -> {
            if (!WRITTEN.contains(name) && !AnthropicReplyReader.BESIDE_MESSAGE.contains(name)) {
                out.member(name, value);
            }
        });
    }
}
