package dev.dragoman.dialect.anthropic;

import dev.dragoman.chance.Dice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes answers that say everything in the form in which it is read, so that they read back the same. */
final class Replies {

    private static final JsonObject CITATION =
            Json.parseObject("{\"type\":\"char_location\",\"cited_text\":\"x\",\"document_index\":0}");

    private final Dice dice;
    private final List<Part> parts = new ArrayList<>();
    private final List<JsonValue> asked = new ArrayList<>();
    private final List<JsonValue> found = new ArrayList<>();
    private int calls;

    private Replies(Dice dice) {
        this.dice = dice;
    }

    static ChatReply make(Dice dice) {
        return new Replies(dice).make();
    }

    private ChatReply make() {
        for (int i = dice.below(6); i > 0; i--) {
            add();
        }
        String tier = dice.maybe(() -> dice.one("standard", "priority", "batch"));
        return new ChatReply(
                "msg_" + dice.below(1000),
                "claude",
                null,
                List.of(choice()),
                usage(tier),
                "standard".equals(tier) ? "default" : tier,
                JsonObject.EMPTY);
    }

    private void add() {
        switch (dice.below(6)) {
            case 0 -> parts.add(new Part.Thinking(dice.text(), "sig" + dice.below(9)));
            case 1 -> parts.add(new Part.RedactedThinking("data" + dice.below(9)));
            case 2 -> search("server_tool_use", "input", asked);
            case 3 -> search("web_search_tool_result", "content", found);
            case 4 -> parts.add(call());
            default -> text();
        }
    }

    /** Two texts in a row would be one in a stream, unless the first is cited. */
    private void text() {
        boolean joins = !parts.isEmpty()
                && parts.getLast() instanceof Part.Text before
                && before.citations().isEmpty();
        if (!joins) {
            parts.add(new Part.Text(dice.text(), null, dice.some(2, () -> CITATION), null));
        }
    }

    private void search(String type, String name, List<JsonValue> list) {
        JsonObject block = JsonObject.of("type", new JsonString(type)).with(name, dice.object());
        parts.add(new Part.Opaque(AnthropicDialect.NAME, block));
        list.add(block);
    }

    private Part call() {
        String caller = "{\"caller\":{\"type\":\"code_execution_20250825\",\"tool_id\":\"t\"}}";
        return new Part.ToolCall(
                "toolu_" + calls++,
                "lookup",
                dice.toss() ? "{}" : dice.object().toJson(),
                false,
                dice.maybe(() -> dice.one(caller, "Zm9yZWlnbg==")),
                null);
    }

    private Choice choice() {
        Stop stop = calls > 0 ? new Stop(FinishReason.TOOL_CALLS, null, null) : stop();
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent("container", dice.maybe(() -> Json.parse("{\"id\":\"c\"}")));
        if (!asked.isEmpty()) {
            extras.put("server_tool_calls", new JsonArray(asked));
        }
        if (!found.isEmpty()) {
            extras.put("web_search_results", new JsonArray(found));
        }
        return new Choice(0, parts, stop.finish, stop.word, stop.sequence, null, List.of(), extras.build());
    }

    private record Stop(
            FinishReason finish,
            @Nullable String word,
            @Nullable String sequence) {}

    private Stop stop() {
        return dice.one(
                new Stop(FinishReason.STOP, null, null),
                new Stop(FinishReason.STOP, "stop_sequence", "END"),
                new Stop(FinishReason.LENGTH, null, null),
                new Stop(FinishReason.LENGTH, "model_context_window_exceeded", null),
                new Stop(FinishReason.CONTENT_FILTER, "refusal", null),
                new Stop(FinishReason.PAUSE, "pause_turn", null));
    }

    private Usage usage(@Nullable String tier) {
        long read = dice.below(1000);
        long write = dice.below(1000);
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent("service_tier", tier);
        extras.putIfPresent("server_tool_use", dice.maybe(dice::object));
        return new Usage(
                read + write + dice.below(1000),
                (long) dice.below(1000),
                null,
                read,
                write,
                dice.maybe(() -> write / 2),
                dice.maybe(() -> (long) dice.below(100)),
                null,
                null,
                extras.build());
    }
}
