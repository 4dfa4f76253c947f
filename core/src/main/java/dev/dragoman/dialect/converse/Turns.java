package dev.dragoman.dialect.converse;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A conversation in Converse's order: instructions apart, users and assistants taking turns, tool results at the start of the
 * user's turn. Parts that have no block are left out and noted. Not thread-safe.
 */
final class Turns {

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";

    private final BlockWriter blocks;
    private final ConverseModel model;
    private final List<JsonValue> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();
    private final Set<String> calledTools = new LinkedHashSet<>();

    private Turns(ConverseModel model, Notes notes) {
        this.model = model;
        this.blocks = new BlockWriter(model, notes);
    }

    /** Consecutive messages of one role, which are one message here. */
    private record Turn(String role, List<JsonValue> results, List<JsonValue> said) {

        Turn(String role) {
            this(role, new ArrayList<>(), new ArrayList<>());
        }

        JsonObject message() {
            List<JsonValue> content = new ArrayList<>(results);
            content.addAll(said);
            return JsonObject.builder()
                    .put("role", role)
                    .put("content", new JsonArray(content))
                    .build();
        }
    }

    static Turns of(ChatRequest request, ConverseModel model, Notes notes) {
        Turns turns = new Turns(model, notes);
        for (int i = 0; i < request.messages().size(); i++) {
            turns.add(request.messages().get(i), i);
        }
        turns.mark(request);
        return turns;
    }

    /** The blocks of the instructions. */
    List<JsonValue> system() {
        return system;
    }

    JsonArray messages() {
        List<JsonValue> messages = new ArrayList<>(turns.size());
        turns.forEach(turn -> messages.add(turn.message()));
        if (messages.isEmpty()) {
            throw new BadRequestException(ErrorDetail.of("messages: none but instructions or empty ones (expected: at"
                            + " least one message with something in it)")
                    .withParam("messages"));
        }
        return new JsonArray(messages);
    }

    /** The names of the tools that were called so far. */
    Set<String> calledTools() {
        return calledTools;
    }

    private void add(Message message, int at) {
        switch (message) {
            case Message.Instructions told -> instructions(told, at);
            case Message.User user -> user.parts().forEach(part -> said(USER, part));
            case Message.Assistant assistant -> assistant.parts().forEach(this::assistant);
            case Message.ToolResult result -> turn(USER).results().addAll(blocks.result(result));
        }
    }

    private void instructions(Message.Instructions told, int at) {
        for (Part part : told.parts()) {
            if (part instanceof Part.Opaque opaque && opaque.dialect().equals(ConverseDialect.NAME)) {
                system.add(opaque.block());
                continue;
            }
            if (!(part instanceof Part.Text text)) {
                String path = "messages[" + at + "].content";
                throw new BadRequestException(
                        ErrorDetail.of(path + ": " + PartKinds.of(part) + " (expected: text in a system message)")
                                .withParam(path));
            }
            if (!text.text().isBlank()) {
                system.addAll(blocks.write(text));
            }
        }
    }

    private void assistant(Part part) {
        if (part instanceof Part.ToolCall call) {
            calledTools.add(call.name());
        }
        said(ASSISTANT, part);
    }

    private void said(String role, Part part) {
        List<JsonValue> written = blocks.write(part, role.equals(ASSISTANT));
        if (!written.isEmpty()) {
            turn(role).said().addAll(written);
        }
    }

    /** A mark for the whole prompt stands at its end. */
    private void mark(ChatRequest request) {
        JsonObject mark = CachePoints.write(request.cache(), model);
        if (mark != null && !turns.isEmpty()) {
            turns.getLast().said().add(mark);
        }
        if (!turns.isEmpty() && turns.getLast().role().equals(ASSISTANT)) {
            trimEnd(turns.getLast().said());
        }
    }

    /** White space at the end of what the model is to go on from is refused. */
    private static void trimEnd(List<JsonValue> said) {
        String text = said.isEmpty() || !(said.getLast() instanceof JsonObject last) ? null : last.string("text");
        if (text != null && !text.equals(text.stripTrailing())) {
            said.set(said.size() - 1, JsonObject.of("text", new JsonString(text.stripTrailing())));
        }
    }

    private Turn turn(String role) {
        if (turns.isEmpty() || !turns.getLast().role().equals(role)) {
            turns.add(new Turn(role));
        }
        return turns.getLast();
    }
}
