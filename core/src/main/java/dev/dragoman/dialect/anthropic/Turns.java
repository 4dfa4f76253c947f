package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.PartKinds;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A conversation in Anthropic's order: instructions apart, users and assistants taking turns, tool results at the start of
 * the user's turn. Parts that have no block are left out and noted. Not thread-safe.
 */
final class Turns {

    private final Notes notes;
    private final boolean inlineInstructions;
    private final ToolIds ids = new ToolIds();
    private final List<Part.Text> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();
    private final Set<String> calledTools = new LinkedHashSet<>();

    private Turns(ClaudeModel model, Notes notes) {
        this.notes = notes;
        this.inlineInstructions = model.takesInlineInstructions();
    }

    static Turns of(ChatRequest request, ClaudeModel model, Notes notes) {
        Turns turns = new Turns(model, notes);
        List<Message> messages = request.messages();
        for (int i = 0; i < messages.size(); i++) {
            turns.add(messages.get(i), i);
        }
        turns.finish();
        return turns;
    }

    /** The instructions. */
    List<Part.Text> system() {
        return system;
    }

    /** The turns; at least one. */
    List<Turn> turns() {
        return turns;
    }

    /** The names of the tools that were called so far. */
    Set<String> calledTools() {
        return calledTools;
    }

    /** Whether the model is in the middle of using tools but its turn does not begin with the thoughts that led to them. */
    boolean lostThoughts() {
        if (turns.size() < 2 || turns.getLast().results().isEmpty()) {
            return false;
        }
        List<Part> said = turns.get(turns.size() - 2).parts();
        return said.isEmpty() || !isThought(said.getFirst());
    }

    private void add(Message message, int at) {
        switch (message) {
            case Message.Instructions instructions -> instructions(instructions, at);
            case Message.User user -> user.parts().forEach(part -> said(Turn.Role.USER, part));
            case Message.Assistant assistant -> assistant(assistant);
            case Message.ToolResult result -> result(result);
        }
    }

    private void instructions(Message.Instructions instructions, int at) {
        List<Part> parts = instructions.parts();
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Part.Text text)) {
                String path = "messages[" + at + "].content[" + i + "]";
                throw new BadRequestException(ErrorDetail.of(
                                path + ": " + PartKinds.of(parts.get(i)) + " (expected: text in a system message)")
                        .withParam(path));
            }
            if (!text.text().isBlank()) {
                instruction(text);
            }
        }
    }

    private void instruction(Part.Text text) {
        if (inlineInstructions && !turns.isEmpty()) {
            turn(Turn.Role.SYSTEM).add(text);
        } else {
            system.add(text);
        }
    }

    private void assistant(Message.Assistant assistant) {
        JsonObject extras = VendorBlocks.fields(assistant.extras());
        List<Part> parts = assistant.parts();
        int thoughts = 0;
        while (thoughts < parts.size() && isThought(parts.get(thoughts))) {
            thoughts++;
        }
        said(VendorBlocks.compactions(extras, parts), extras);
        said(parts.subList(0, thoughts), extras);
        said(VendorBlocks.calls(extras, parts), extras);
        said(parts.subList(thoughts, parts.size()), extras);
    }

    private void said(List<Part> parts, JsonObject extras) {
        for (Part part : parts) {
            if (part instanceof Part.ToolCall call) {
                call(call, extras);
            } else {
                said(Turn.Role.ASSISTANT, part);
            }
        }
    }

    private static boolean isThought(Part part) {
        return part instanceof Part.Thinking || part instanceof Part.RedactedThinking;
    }

    private void call(Part.ToolCall call, JsonObject extras) {
        if (VendorBlocks.isServerCall(call)) {
            VendorBlocks.serverCall(call, extras)
                    .forEach(part -> turn(Turn.Role.ASSISTANT).add(part));
            return;
        }
        calledTools.add(call.name());
        String id = ids.ofCall(call.id());
        turn(Turn.Role.ASSISTANT)
                .add(new Part.ToolCall(
                        id, call.name(), call.arguments(), call.custom(), call.signature(), call.cache()));
    }

    private void result(Message.ToolResult result) {
        List<Part> parts = new ArrayList<>(result.parts().size());
        boolean single = result.parts().size() == 1;
        for (Part part : result.parts()) {
            if ((single && part instanceof Part.Text) || Kinds.isWritten(part, Turn.Role.USER, notes)) {
                parts.add(part);
            }
        }
        turn(Turn.Role.USER)
                .add(new Message.ToolResult(
                        parts, ids.ofResult(result.callId()), result.name(), result.error(), result.cache()));
    }

    private void said(Turn.Role role, Part part) {
        if (Kinds.isWritten(part, role, notes)) {
            turn(role).add(part);
        }
    }

    private Turn turn(Turn.Role role) {
        if (turns.isEmpty() || turns.getLast().role() != role) {
            turns.add(new Turn(role));
        }
        return turns.getLast();
    }

    private void finish() {
        if (!turns.isEmpty() && turns.getLast().role() == Turn.Role.ASSISTANT) {
            turns.getLast().trimEnd();
            turns.removeIf(Turn::isEmpty);
        }
        if (turns.isEmpty()) {
            throw new BadRequestException(ErrorDetail.of("messages: none but instructions or empty ones (expected: at"
                            + " least one message with something in it)")
                    .withParam("messages"));
        }
    }
}
