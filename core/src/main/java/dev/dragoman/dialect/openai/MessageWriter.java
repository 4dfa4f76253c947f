package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes messages. */
final class MessageWriter {

    private final JsonWriter out;
    private final ContentWriter content;

    MessageWriter(JsonWriter out, Set<String> unsupported) {
        this.out = out;
        this.content = new ContentWriter(out, unsupported);
    }

    void write(Message message) {
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
        out.member("role", "assistant");
        List<Part> said = said(assistant.parts());
        if (said.isEmpty()) {
            out.name("content").nullValue();
        } else {
            content.write(said);
        }
        out.memberIfPresent("name", assistant.name());
        thoughts(assistant.parts());
        beside(assistant.parts());
        ToolCalls.write(out, assistant.parts());
        if (assistant.prefix()) {
            out.member("prefix", true);
        }
        JsonObject own = assistant.extras().object("provider_specific_fields");
        out.memberIfPresent("provider_specific_fields", own);
    }

    private void thoughts(List<Part> parts) {
        out.memberIfPresent("reasoning_content", Thoughts.text(parts));
        out.memberIfPresent("thinking_blocks", Thoughts.blocks(parts));
    }

    private void beside(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Refusal refusal) {
                out.member("refusal", refusal.text());
            } else if (part instanceof Part.SpokenAudio audio && audio.id() != null) {
                out.name("audio").beginObject().member("id", audio.id()).endObject();
            }
        }
    }

    /** What of a turn stands in its content; the rest has members of its own. */
    private static List<Part> said(List<Part> parts) {
        List<Part> said = new ArrayList<>(parts.size());
        for (Part part : parts) {
            boolean elsewhere = part instanceof Part.ToolCall
                    || part instanceof Part.Thinking
                    || part instanceof Part.RedactedThinking
                    || part instanceof Part.Refusal
                    || part instanceof Part.SpokenAudio audio && audio.id() != null;
            if (!elsewhere) {
                said.add(part);
            }
        }
        return said;
    }

    private void toolResult(Message.ToolResult result) {
        out.member("role", "tool").member("tool_call_id", result.callId());
        content.write(result.parts());
        CacheControl cache = result.cache();
        if (cache != null) {
            out.member("cache_control", ContentReader.mark(cache));
        }
    }
}
