package dev.dragoman.dialect.cohere;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages. A document that a user sends stands apart from what the user says here; parts that have no word are left
 * out and noted. Not thread-safe.
 */
final class MessageWriter {

    static final String TOOL_PLAN = "tool_plan";

    private static final String PATH = "messages[*].content[*].";

    private final Notes notes;
    private final List<JsonValue> messages = new ArrayList<>();
    private final List<JsonValue> documents = new ArrayList<>();

    private MessageWriter(Notes notes) {
        this.notes = notes;
    }

    static MessageWriter of(ChatRequest request, Notes notes) {
        MessageWriter writer = new MessageWriter(notes);
        request.messages().forEach(writer::add);
        return writer;
    }

    JsonArray messages() {
        if (messages.isEmpty()) {
            throw new BadRequestException(ErrorDetail.of("messages: none with something in it (expected: at least one)")
                    .withParam("messages"));
        }
        return new JsonArray(messages);
    }

    /** The documents that users sent. */
    List<JsonValue> documents() {
        return documents;
    }

    private void add(Message message) {
        switch (message) {
            case Message.Instructions told -> plain("system", blocks(told.parts(), false));
            case Message.User user -> plain("user", blocks(user.parts(), false));
            case Message.Assistant turn -> assistant(turn);
            case Message.ToolResult result -> result(result);
        }
    }

    private void plain(String role, List<JsonValue> blocks) {
        if (!blocks.isEmpty()) {
            messages.add(JsonObject.builder()
                    .put("role", role)
                    .put("content", content(blocks))
                    .build());
        }
    }

    private void assistant(Message.Assistant turn) {
        List<JsonValue> said = new ArrayList<>();
        List<JsonValue> calls = new ArrayList<>();
        for (Part part : turn.parts()) {
            switch (part) {
                case Part.ToolCall call -> calls.add(call(call));
                case Part.Thinking thought -> said.add(thinking(thought.text()));
                // Only the vendor that encrypted it can read it.
                case Part.RedactedThinking hidden -> {}
                default -> said.addAll(blocks(List.of(part), false));
            }
        }
        JsonObject.Builder message = JsonObject.builder().put("role", "assistant");
        message.putIfPresent("content", said.isEmpty() ? null : content(said));
        message.putIfPresent("tool_calls", calls.isEmpty() ? null : new JsonArray(calls));
        message.putIfPresent(TOOL_PLAN, plan(turn.extras()));
        JsonArray citations = Citations.ofHistory(turn.parts());
        message.putIfPresent(Citations.MEMBER, citations.isEmpty() ? null : citations);
        JsonObject written = message.build();
        if (written.size() > 1) {
            messages.add(written);
        }
    }

    /** What the model meant to do with the calls; clients of OpenAI's format keep it among the vendor's fields. */
    private static @Nullable String plan(JsonObject extras) {
        JsonObject own = extras.object("provider_specific_fields");
        String plan = extras.string(TOOL_PLAN);
        return plan != null || own == null ? plan : own.string(TOOL_PLAN);
    }

    private void result(Message.ToolResult result) {
        List<JsonValue> blocks = blocks(result.parts(), true);
        messages.add(JsonObject.builder()
                .put("role", "tool")
                .put("tool_call_id", result.callId())
                .put("content", blocks.isEmpty() ? new JsonString("") : content(blocks))
                .build());
    }

    /** One text stands by itself. */
    private static JsonValue content(List<JsonValue> blocks) {
        JsonValue text = blocks.size() == 1 && blocks.getFirst() instanceof JsonObject only ? only.get("text") : null;
        return text == null ? new JsonArray(blocks) : text;
    }

    private List<JsonValue> blocks(List<Part> parts, boolean ofTool) {
        List<JsonValue> blocks = new ArrayList<>(parts.size());
        for (Part part : parts) {
            JsonValue block = part instanceof Part.Document document && !ofTool ? apart(document) : block(part);
            if (block != null) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private @Nullable JsonValue block(Part part) {
        return switch (part) {
            case Part.Text text -> text(text.text());
            case Part.Refusal refusal -> text(refusal.text());
            case Part.Thinking thought -> thinking(thought.text());
            case Part.Image image -> noted(part, Images.write(image));
            case Part.Document document -> noted(part, document(document));
            case Part.SpokenAudio spoken -> noted(part, spoken.transcript() == null ? null : text(spoken.transcript()));
            case Part.Opaque opaque -> noted(part, opaque.dialect().equals(CohereDialect.NAME) ? opaque.block() : null);
            case Part.ToolCall call -> noted(part, null);
            case Part.RedactedThinking hidden -> noted(part, null);
            case Part.Audio audio -> noted(part, null);
            case Part.Video video -> noted(part, null);
        };
    }

    private @Nullable JsonValue noted(Part part, @Nullable JsonValue block) {
        notes.unsupported(PATH + PartKinds.of(part), block == null);
        return block;
    }

    private @Nullable JsonValue apart(Part.Document document) {
        JsonObject written = Documents.write(document);
        if (written == null) {
            notes.unsupported(PATH + PartKinds.of(document));
        } else {
            documents.add(written);
        }
        return null;
    }

    private static @Nullable JsonValue document(Part.Document document) {
        JsonObject written = Documents.write(document);
        return written == null
                ? null
                : JsonObject.builder()
                        .put("type", "document")
                        .put("document", written)
                        .build();
    }

    static JsonObject text(String text) {
        return JsonObject.builder().put("type", "text").put("text", text).build();
    }

    static JsonObject thinking(String text) {
        return JsonObject.builder()
                .put("type", "thinking")
                .put("thinking", text)
                .build();
    }

    static JsonObject call(Part.ToolCall call) {
        JsonObject function = JsonObject.builder()
                .put("name", call.name())
                .put("arguments", call.arguments().isEmpty() ? "{}" : call.arguments())
                .build();
        return JsonObject.builder()
                .put("id", call.id())
                .put("type", "function")
                .put("function", function)
                .build();
    }
}
