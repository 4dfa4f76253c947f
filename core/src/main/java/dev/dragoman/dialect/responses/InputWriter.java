package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.PartKinds;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes messages as input items. A tool's output holds no sound, so that is shown by a user's message that follows the results of
 * the turn.
 */
final class InputWriter {

    private final JsonWriter out;
    private final Set<String> unsupported;
    private final ContentWriter content;
    private final Set<String> customCalls = new HashSet<>(0);
    private final List<Part> returned = new ArrayList<>(0);

    InputWriter(JsonWriter out, Set<String> unsupported) {
        this.out = out;
        this.unsupported = unsupported;
        this.content = new ContentWriter(out, unsupported);
    }

    /** Writes {@code instructions}, when the conversation begins with some that are plain text, and {@code input}. */
    void write(List<Message> messages) {
        boolean instructed = !messages.isEmpty() && isPlain(messages.getFirst());
        if (instructed && messages.getFirst().parts().getFirst() instanceof Part.Text text) {
            out.member("instructions", text.text());
        }
        out.name("input").beginArray();
        for (Message message : messages.subList(instructed ? 1 : 0, messages.size())) {
            if (!(message instanceof Message.ToolResult)) {
                showReturned();
            }
            message(message);
        }
        showReturned();
        out.endArray();
    }

    private void showReturned() {
        if (!returned.isEmpty()) {
            said("user", List.copyOf(returned));
            returned.clear();
        }
    }

    private static boolean isPlain(Message message) {
        return message instanceof Message.Instructions told
                && !told.developer()
                && told.parts().size() == 1
                && told.parts().getFirst() instanceof Part.Text text
                && !text.text().isEmpty();
    }

    private void message(Message message) {
        switch (message) {
            case Message.Instructions told -> said(told.developer() ? "developer" : "system", told.parts());
            case Message.User user -> said("user", user.parts());
            case Message.Assistant turn -> turn(turn);
            case Message.ToolResult result -> result(result);
        }
    }

    private void said(String role, List<Part> parts) {
        if (parts.stream().anyMatch(InputWriter::isOwn)) {
            parts.forEach(this::own);
            return;
        }
        begin("message").member("role", role).name("content");
        content.write(parts);
        out.endObject();
    }

    /** Whether the part is an item of this format in a user's turn. */
    private static boolean isOwn(Part part) {
        return part instanceof Part.Opaque opaque && opaque.dialect().equals(ResponsesDialect.NAME);
    }

    private void own(Part part) {
        if (part instanceof Part.Opaque opaque && isOwn(part)) {
            out.value(opaque.block());
        } else {
            unsupported.add("messages[*].content[*]." + PartKinds.of(part));
        }
    }

    private JsonWriter begin(String type) {
        return out.beginObject().member("type", type);
    }

    private void turn(Message.Assistant turn) {
        if (turn.prefix()) {
            unsupported.add("messages[*].prefix");
        }
        boolean speaking = false;
        for (Part part : turn.parts()) {
            boolean speech = part instanceof Part.Text || part instanceof Part.Refusal;
            if (speech && !speaking) {
                begin("message").member("role", "assistant").name("content").beginArray();
            } else if (!speech && speaking) {
                out.endArray().endObject();
            }
            speaking = speech;
            part(part);
        }
        if (speaking) {
            out.endArray().endObject();
        }
    }

    private void part(Part part) {
        switch (part) {
            case Part.Text text ->
                begin("output_text").member("text", text.text()).endObject();
            case Part.Refusal refusal ->
                begin("refusal").member("refusal", refusal.text()).endObject();
            case Part.ToolCall call -> call(call);
            case Part.Thinking thinking -> thought(thinking);
            case Part.Image image -> drawn(image);
            case Part.SpokenAudio spoken -> spoken(spoken);
            case Part.Opaque opaque -> own(opaque);
            // Only the vendor that encrypted a thought can read it, and no vendor of this format encrypts in this way.
            case Part.RedactedThinking redacted -> {}
            case Part.Audio audio -> refuse(audio);
            case Part.Video video -> refuse(video);
            case Part.Document document -> refuse(document);
        }
    }

    private void refuse(Part part) {
        unsupported.add("messages[*].content[*]." + PartKinds.of(part));
    }

    private void spoken(Part.SpokenAudio spoken) {
        if (spoken.transcript() == null) {
            refuse(spoken);
            return;
        }
        begin("message").member("role", "assistant").name("content").beginArray();
        begin("output_text").member("text", spoken.transcript()).endObject();
        out.endArray().endObject();
    }

    /** A thought goes back to the vendor that signed it; others neither need nor understand it. */
    private void thought(Part.Thinking thinking) {
        Thoughts.Proof proof = Thoughts.own(thinking.signature());
        if (proof == null) {
            return;
        }
        begin("reasoning").member("id", proof.id()).name("summary").beginArray();
        if (!thinking.text().isEmpty()) {
            begin("summary_text").member("text", thinking.text()).endObject();
        }
        out.endArray().member("encrypted_content", proof.content()).endObject();
    }

    private void call(Part.ToolCall call) {
        if (call.custom()) {
            customCalls.add(call.id());
        }
        begin(call.custom() ? "custom_tool_call" : "function_call").member("call_id", call.id());
        out.member("name", call.name());
        if (call.custom()) {
            out.member("input", call.arguments());
        } else {
            out.member("arguments", call.arguments().isEmpty() ? "{}" : call.arguments());
        }
        out.endObject();
    }

    /** An image of an earlier turn is shown as a user's, for a vendor knows only those of its own making by their ids. */
    private void drawn(Part.Image image) {
        if (image.source() instanceof MediaSource.FileId) {
            refuse(image);
            return;
        }
        begin("message").member("role", "user").name("content");
        content.write(List.of(image));
        out.endObject();
    }

    private void result(Message.ToolResult result) {
        boolean custom = customCalls.contains(result.callId());
        begin(custom ? "custom_tool_call_output" : "function_call_output").member("call_id", result.callId());
        List<Part> output = new ArrayList<>(result.parts().size());
        for (Part part : result.parts()) {
            (isOutput(part) ? output : returned).add(part);
        }
        if (output.isEmpty() && !result.parts().isEmpty()) {
            output.add(new Part.Text("(shown in the next message)"));
        }
        out.name("output");
        content.write(output);
        out.endObject();
    }

    /** Whether a tool's output can hold the part. */
    private static boolean isOutput(Part part) {
        return part instanceof Part.Text || part instanceof Part.Image || part instanceof Part.Document;
    }
}
