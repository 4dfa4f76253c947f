package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.PartKinds;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages: one text each, and images beside it. Results of tools name the tool, for older servers know no ids. Parts
 * that have no word are left out and noted. Not thread-safe.
 */
final class MessageWriter {

    private final Notes notes;
    private final Map<String, String> calledTools = new HashMap<>();
    private final List<JsonValue> messages = new ArrayList<>();

    private MessageWriter(Notes notes) {
        this.notes = notes;
    }

    static JsonArray write(ChatRequest request, Notes notes) {
        MessageWriter writer = new MessageWriter(notes);
        request.messages().forEach(writer::add);
        if (writer.messages.isEmpty()) {
            throw new BadRequestException(ErrorDetail.of("messages: none with something in it (expected: at least one)")
                    .withParam("messages"));
        }
        return new JsonArray(writer.messages);
    }

    private void add(Message message) {
        switch (message) {
            case Message.Instructions told -> put(new Turn("system", "\n").with(told.parts()));
            case Message.User user -> put(new Turn("user", "\n").with(user.parts()));
            case Message.Assistant turn -> put(new Turn("assistant", "").with(turn.parts()));
            case Message.ToolResult result -> result(result);
        }
    }

    private void put(Turn turn) {
        if (!turn.isEmpty()) {
            messages.add(turn.members().build());
        }
    }

    private void result(Message.ToolResult result) {
        String name = result.name() == null ? calledTools.get(result.callId()) : result.name();
        messages.add(new Turn("tool", "\n")
                .with(result.parts())
                .members()
                .putIfPresent("tool_name", name)
                .put("tool_call_id", result.callId())
                .build());
    }

    static JsonObject call(Part.ToolCall call) {
        JsonObject function = JsonObject.builder()
                .put("name", call.name())
                .put("arguments", ToolInput.read(call.arguments()))
                .build();
        return JsonObject.builder()
                .put("id", call.id())
                .put("function", function)
                .build();
    }

    /** One message while it is being put together. */
    private final class Turn {

        private final String role;
        private final String separator;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder thinking = new StringBuilder();
        private final List<JsonValue> images = new ArrayList<>(0);
        private final List<JsonValue> calls = new ArrayList<>(0);

        Turn(String role, String separator) {
            this.role = role;
            this.separator = separator;
        }

        Turn with(List<Part> parts) {
            parts.forEach(this::add);
            return this;
        }

        private void add(Part part) {
            switch (part) {
                case Part.Text said -> say(said.text());
                case Part.Refusal refusal -> say(refusal.text());
                case Part.Thinking thought -> thinking.append(thought.text());
                case Part.ToolCall call -> call(call);
                case Part.Image image -> image(image);
                case Part.SpokenAudio spoken -> spoken(spoken);
                // Only the vendor that encrypted it can read it.
                case Part.RedactedThinking hidden -> {}
                case Part.Audio audio -> note(part);
                case Part.Video video -> note(part);
                case Part.Document document -> note(part);
                case Part.Opaque opaque -> note(part);
            }
        }

        private void say(String said) {
            text.append(text.isEmpty() || said.isEmpty() ? "" : separator).append(said);
        }

        private void call(Part.ToolCall call) {
            calledTools.put(call.id(), call.name());
            calls.add(MessageWriter.call(call));
        }

        private void image(Part.Image image) {
            String bytes = Images.bytes(image.source());
            if (bytes == null) {
                note(image);
            } else {
                images.add(new JsonString(bytes));
            }
        }

        private void spoken(Part.SpokenAudio spoken) {
            if (spoken.transcript() == null) {
                note(spoken);
            } else {
                say(spoken.transcript());
            }
        }

        private void note(Part part) {
            notes.unsupported("messages[*].content[*]." + PartKinds.of(part));
        }

        boolean isEmpty() {
            return text.isEmpty() && thinking.isEmpty() && images.isEmpty() && calls.isEmpty();
        }

        JsonObject.Builder members() {
            return JsonObject.builder()
                    .put("role", role)
                    .put("content", text.toString())
                    .putIfPresent("thinking", thinking.isEmpty() ? null : thinking.toString())
                    .putIfPresent("images", list(images))
                    .putIfPresent("tool_calls", list(calls));
        }

        private static @Nullable JsonArray list(List<JsonValue> items) {
            return items.isEmpty() ? null : new JsonArray(items);
        }
    }
}
