package dev.dragoman.dialect.responses;

import dev.dragoman.chance.Dice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes answers that say everything in the form in which it is read, so that they read back the same. */
final class Replies {

    private static final JsonObject CITATION = Json.parseObject("{\"cited_text\":\"x\"}");

    private final Dice dice;
    private int calls;

    private Replies(Dice dice) {
        this.dice = dice;
    }

    static ChatReply make(Dice dice) {
        return new Replies(dice).make();
    }

    private ChatReply make() {
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent("moderation", dice.maybe(dice::object));
        return new ChatReply(
                "resp_" + dice.below(1000),
                "alias",
                1_767_225_600L,
                List.of(choice()),
                usage(),
                dice.one("default", "flex"),
                extras.build());
    }

    private Choice choice() {
        List<Part> parts = parts();
        boolean called = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
        boolean spoken = parts.stream().anyMatch(Part.Text.class::isInstance);
        FinishReason done = called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        return new Choice(
                0,
                parts,
                dice.one(done, done, FinishReason.LENGTH, FinishReason.CONTENT_FILTER),
                dice.maybe(() -> "eos"),
                dice.maybe(() -> "END"),
                spoken ? dice.maybe(() -> Json.parse("{\"content\":[{\"token\":\"a\"},{\"token\":\"b\"}]}")) : null,
                spoken ? dice.some(2, () -> annotation(parts)) : List.of(),
                dice.toss() ? JsonObject.of("provider_specific_fields", dice.object()) : JsonObject.EMPTY);
    }

    /** Of the last text, for those of several would come in the order of the texts. */
    private JsonObject annotation(List<Part> parts) {
        long start = 0;
        long before = 0;
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                start = before;
                before += text.text().codePointCount(0, text.text().length());
            }
        }
        long end = start + dice.below(3);
        return Json.parseObject(
                "{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"https://x.example\",\"title\":\"x\","
                        + "\"start_index\":" + start + ",\"end_index\":" + end + "}}");
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int i = dice.below(6); i > 0; i--) {
            Part part = part();
            if (parts.isEmpty() || !joins(parts.getLast(), part)) {
                parts.add(part);
            }
        }
        return parts;
    }

    private Part part() {
        return switch (dice.below(8)) {
            case 0 -> new Part.Thinking(dice.text(), dice.maybe(() -> dice.one("sig", "rs_7:gAAA==")));
            case 1 -> new Part.RedactedThinking("sealed");
            case 2, 3 -> new Part.Text(dice.text(), null, dice.some(2, () -> CITATION), dice.maybe(() -> "mark"));
            case 4 -> new Part.Refusal(dice.text());
            case 5 -> new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null);
            case 6 -> opaque();
            default -> call();
        };
    }

    private Part opaque() {
        return dice.toss()
                ? new Part.Opaque("anthropic", dice.object())
                : new Part.Opaque(
                        ResponsesDialect.NAME,
                        Json.parse("{\"id\":\"ws_1\",\"type\":\"web_search_call\",\"status\":\"completed\"}"));
    }

    /** Whether the parts are told as one. */
    private static boolean joins(Part before, Part next) {
        return switch (next) {
            case Part.Text text ->
                before instanceof Part.Text said && said.citations().isEmpty() && said.signature() == null;
            case Part.Thinking thinking -> before instanceof Part.Thinking thought && thought.signature() == null;
            case Part.Refusal refusal -> before instanceof Part.Refusal;
            default -> false;
        };
    }

    private Part call() {
        boolean custom = dice.below(4) == 0;
        String arguments = custom ? dice.text() : dice.one("{}", "{\"city\":\"Zürich\"}", "{bad");
        return new Part.ToolCall("call_" + calls++, "lookup", arguments, custom, dice.maybe(() -> "c2ln"), null);
    }

    private Usage usage() {
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent("cost", dice.maybe(() -> Json.parse("0.01")));
        extras.putIfPresent("input_tokens_details", dice.maybe(() -> Json.parse("{\"image_tokens\":7}")));
        extras.putIfPresent("output_tokens_details", dice.maybe(() -> Json.parse("{\"text_tokens\":3}")));
        return new Usage(count(), count(), count(), count(), count(), some(), count(), some(), some(), extras.build());
    }

    private Long count() {
        return (long) dice.below(1000);
    }

    private @Nullable Long some() {
        return dice.maybe(this::count);
    }
}
