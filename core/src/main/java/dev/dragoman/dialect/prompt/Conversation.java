package dev.dragoman.dialect.prompt;

import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads messages as turns of text; what is no text is noted as unsupported. */
final class Conversation {

    private final Set<String> unsupported;
    private final List<Turn> turns = new ArrayList<>();

    private Conversation(Set<String> unsupported) {
        this.unsupported = unsupported;
    }

    /** The turns; thoughts of earlier turns are left out, as the models themselves leave them out. */
    static List<Turn> turns(List<Message> messages, Set<String> unsupported) {
        Conversation conversation = new Conversation(unsupported);
        messages.forEach(conversation::read);
        return conversation.turns;
    }

    private void read(Message message) {
        switch (message) {
            case Message.Instructions told -> add(Turn.Role.SYSTEM, told.parts());
            case Message.User user -> add(Turn.Role.USER, user.parts());
            case Message.Assistant said -> add(said.prefix() ? Turn.Role.PREFIX : Turn.Role.ASSISTANT, said.parts());
            case Message.ToolResult result -> unsupported.add("tool messages");
        }
    }

    private void add(Turn.Role role, List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text told -> text.append(told.text());
                case Part.Refusal refusal -> text.append(refusal.text());
                case Part.Thinking thinking -> {}
                case Part.RedactedThinking redacted -> {}
                case Part.Image image -> unsupported.add("image_url");
                case Part.Audio audio -> unsupported.add("input_audio");
                case Part.Video video -> unsupported.add("video_url");
                case Part.Document document -> unsupported.add("file");
                case Part.SpokenAudio spoken -> unsupported.add("audio");
                case Part.ToolCall call -> unsupported.add("tool_calls");
                case Part.Opaque opaque -> unsupported.add("parts of " + opaque.dialect());
            }
        }
        turns.add(new Turn(role, text.toString()));
    }
}
