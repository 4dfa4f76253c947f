package dev.dragoman.dialect.openai;

import dev.dragoman.chance.Dice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;

/** Makes answers that say everything in the form in which it is read, so that they read back the same. */
final class Replies {

    private static final JsonObject ANNOTATION =
            Json.parseObject("{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"https://x.example\"}}");

    private final Dice dice;

    private Replies(Dice dice) {
        this.dice = dice;
    }

    static ChatReply make(Dice dice) {
        return new Replies(dice).make();
    }

    private ChatReply make() {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i <= dice.below(3); i++) {
            choices.add(choice(i));
        }
        return new ChatReply(
                "chatcmpl-" + dice.below(1000),
                OpenAi.FRAME.model(),
                (long) dice.below(2_000_000_000),
                choices,
                usage(),
                dice.maybe(() -> "default"),
                dice.toss() ? JsonObject.EMPTY : JsonObject.of("system_fingerprint", new JsonString("fp_1")));
    }

    private Choice choice(int index) {
        List<Part> parts = new ArrayList<>(thoughts());
        if (dice.toss()) {
            parts.add(new Part.Text(dice.text()));
        }
        if (dice.below(4) == 0) {
            parts.add(new Part.Refusal(dice.text()));
        }
        if (dice.below(4) == 0) {
            parts.add(new Part.SpokenAudio("audio_1", "UklG", dice.text(), null, 1_767_225_600L));
        }
        if (dice.below(4) == 0) {
            parts.add(new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null));
        }
        List<Part> calls = calls(index);
        parts.addAll(calls);
        FinishReason finish = calls.isEmpty()
                ? dice.one(FinishReason.STOP, FinishReason.LENGTH, FinishReason.CONTENT_FILTER)
                : dice.one(FinishReason.TOOL_CALLS, FinishReason.LENGTH);
        return new Choice(
                index,
                parts,
                finish,
                null,
                null,
                dice.maybe(() -> Json.parse("{\"content\":[{\"token\":\"a\",\"logprob\":-0.5}]}")),
                dice.some(2, () -> ANNOTATION),
                extras());
    }

    private List<Part> thoughts() {
        return switch (dice.below(3)) {
            case 0 -> List.of(new Part.Thinking(dice.text(), null));
            case 1 -> List.of(new Part.Thinking(dice.text(), dice.text()), new Part.RedactedThinking(dice.text()));
            default -> List.of();
        };
    }

    private List<Part> calls(int choice) {
        List<Part> calls = new ArrayList<>();
        for (int i = dice.below(4); i > 0; i--) {
            boolean custom = dice.below(3) == 0;
            calls.add(new Part.ToolCall(
                    "call_" + choice + "_" + i,
                    dice.one("lookup", "sum"),
                    custom ? dice.text() : dice.object().toJson(),
                    custom,
                    dice.maybe(dice::text),
                    null));
        }
        return calls;
    }

    private JsonObject extras() {
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent("content_filter_results", dice.maybe(dice::object));
        extras.putIfPresent("provider_specific_fields", dice.maybe(dice::object));
        return extras.build();
    }

    private Usage usage() {
        long write = dice.below(1000);
        JsonObject details = JsonObject.of("text_tokens", new JsonArray(List.of()));
        return new Usage(
                5000L,
                (long) dice.below(1000),
                9000L,
                dice.maybe(() -> (long) dice.below(1000)),
                write,
                dice.maybe(() -> write / 2),
                dice.maybe(() -> (long) dice.below(100)),
                dice.maybe(() -> 3L),
                dice.maybe(() -> 4L),
                dice.toss() ? JsonObject.EMPTY : JsonObject.of("completion_tokens_details", details));
    }
}
