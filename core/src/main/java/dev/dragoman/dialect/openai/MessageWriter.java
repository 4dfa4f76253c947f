package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes messages. A tool's message holds text only, so what else a tool returned is shown by a user's message that follows
 * the results of the turn.
 */
final class MessageWriter {

    /** Members of a turn that are written from its parts. */
    private static final Set<String> WRITTEN = Set.of(
            "role",
            "content",
            "name",
            "refusal",
            "audio",
            "images",
            "tool_calls",
            "reasoning_content",
            "thinking_blocks",
            "prefix",
            "provider_specific_fields");

    private final JsonWriter out;
    private final ContentWriter content;
    private final List<Part> returned = new ArrayList<>(0);

    MessageWriter(JsonWriter out, Set<String> unsupported) {
        this.out = out;
        this.content = new ContentWriter(out, unsupported);
    }

    void writeAll(List<Message> messages) {
        out.name("messages").beginArray();
        for (Message message : messages) {
            if (!(message instanceof Message.ToolResult)) {
                showReturned();
            }
            write(message);
        }
        showReturned();
        out.endArray();
    }

    private void showReturned() {
        if (!returned.isEmpty()) {
            out.beginObject().member("role", "user");
            content.write(returned);
            out.endObject();
            returned.clear();
        }
    }

    private void write(Message message) {
        out.beginObject();
        switch (message) {
            case Message.Instructions instructions -> {
                out.member("role", instructions.developer() ? "developer" : "system");
                content.write(instructions.parts());
                out.memberIfPresent("name", instructions.name());
            }
            case Message.User user -> {
                out.member("role", "user");
                content.write(user.parts());
                out.memberIfPresent("name", user.name());
            }
            case Message.Assistant assistant -> assistant(assistant);
            case Message.ToolResult result -> toolResult(result);
        }
        out.endObject();
    }

    private void assistant(Message.Assistant assistant) {
        List<Part> parts = assistant.parts();
        out.member("role", "assistant");
        List<Part> said = said(parts);
        if (said.isEmpty() && parts.stream().anyMatch(MessageWriter::speaksWithoutContent)) {
            out.name("content").nullValue();
        } else {
            content.write(said);
        }
        out.memberIfPresent("name", assistant.name());
        out.memberIfPresent("reasoning_content", Thoughts.text(parts));
        out.memberIfPresent("thinking_blocks", Thoughts.blocks(parts));
        beside(parts);
        ToolCalls.write(out, parts);
        if (assistant.prefix()) {
            out.member("prefix", true);
        }
        own(assistant);
    }

    private void beside(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.SpokenAudio audio && audio.id() != null) {
                out.name("audio").beginObject().member("id", audio.id()).endObject();
                break;
            }
        }
        Spoken.images(out, parts);
    }

    private void own(Message.Assistant assistant) {
        JsonObject own = assistant.extras().object("provider_specific_fields");
        JsonObject.Builder fields = own == null ? JsonObject.builder() : own.toBuilder();
        VendorFields.signatures(assistant.parts(), fields);
        if (!fields.isEmpty()) {
            out.member("provider_specific_fields", fields.build());
        }
        assistant.extras().forEach((name, value) -> {
            if (!WRITTEN.contains(name)) {
                out.member(name, value);
            }
        });
    }

    /** Only beside a call or sound may the content be null. */
    private static boolean speaksWithoutContent(Part part) {
        return part instanceof Part.ToolCall || part instanceof Part.SpokenAudio audio && audio.id() != null;
    }

    /** What of a turn stands in its content; the rest has members of its own. */
    private static List<Part> said(List<Part> parts) {
        List<Part> said = new ArrayList<>(parts.size());
        for (Part part : parts) {
            boolean elsewhere = part instanceof Part.ToolCall
                    || part instanceof Part.Thinking
                    || part instanceof Part.RedactedThinking
                    || part instanceof Part.Image
                    || part instanceof Part.SpokenAudio audio && audio.id() != null;
            if (!elsewhere) {
                said.add(part);
            }
        }
        return said;
    }

    private void toolResult(Message.ToolResult result) {
        List<Part> texts = new ArrayList<>(result.parts().size());
        for (Part part : result.parts()) {
            (part instanceof Part.Text ? texts : returned).add(part);
        }
        if (texts.isEmpty() && !result.parts().isEmpty()) {
            texts.add(new Part.Text("(shown in the next message)"));
        }
        out.member("role", "tool").member("tool_call_id", result.callId());
        content.write(texts);
        CacheControl cache = result.cache();
        if (cache != null) {
            out.member("cache_control", CacheMarks.write(cache));
        }
    }
}
