package dev.dragoman.dialect.openai;

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

    private static final JsonObject ANNOTATION = Json.parseObject(
            "{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"https://x.example\",\"start_index\":0}}");
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
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i <= dice.below(3); i++) {
            choices.add(choice(i));
        }
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent("system_fingerprint", dice.maybe(() -> Json.parse("\"fp_1\"")));
        extras.putIfPresent("prompt_filter_results", dice.maybe(() -> Json.parse("[{\"prompt_index\":0}]")));
        return new ChatReply(
                "chatcmpl-" + dice.below(1000),
                "gpt",
                1_767_225_600L,
                choices,
                usage(),
                dice.maybe(() -> "default"),
                extras.build());
    }

    private Choice choice(int index) {
        List<Part> parts = parts();
        boolean called = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
        FinishReason finish =
                dice.one(FinishReason.STOP, FinishReason.LENGTH, FinishReason.CONTENT_FILTER, FinishReason.TOOL_CALLS);
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent("content_filter_results", dice.maybe(dice::object));
        extras.putIfPresent("provider_specific_fields", dice.maybe(dice::object));
        return new Choice(
                index,
                parts,
                called && finish == FinishReason.STOP ? FinishReason.TOOL_CALLS : finish,
                dice.maybe(() -> "eos"),
                dice.maybe(() -> "END"),
                dice.maybe(() -> Json.parse("{\"content\":[{\"token\":\"a\"},{\"token\":\"b\"}],\"refusal\":[]}")),
                dice.some(2, () -> ANNOTATION),
                extras.build());
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        switch (dice.below(3)) {
            case 0 -> parts.add(new Part.Thinking(dice.text(), null));
            case 1 -> {
                parts.add(new Part.Thinking(dice.text(), "sig"));
                parts.add(new Part.RedactedThinking("sealed"));
            }
            default -> {
                // None.
            }
        }
        if (dice.below(4) > 0) {
            parts.add(new Part.Text(dice.text(), null, dice.some(2, () -> CITATION), dice.maybe(() -> "mark")));
        }
        if (dice.below(4) == 0) {
            parts.add(new Part.Refusal(dice.text()));
        }
        if (dice.below(4) == 0) {
            parts.add(new Part.SpokenAudio("audio_1", "UklGRg==", dice.maybe(dice::text), null, 1_767_229_200L));
        }
        parts.addAll(dice.some(2, () -> new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null)));
        parts.addAll(dice.some(3, this::call));
        return parts;
    }

    private Part call() {
        boolean custom = dice.below(4) == 0;
        String arguments = custom ? dice.text() : dice.one("{}", "{\"city\":\"Zürich\"}", "{bad");
        return new Part.ToolCall("call_" + calls++, "lookup", arguments, custom, dice.maybe(() -> "c2ln"), null);
    }

    private Usage usage() {
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent("cost", dice.maybe(() -> Json.parse("0.01")));
        extras.putIfPresent("prompt_tokens_details", dice.maybe(() -> Json.parse("{\"image_tokens\":7}")));
        extras.putIfPresent(
                "completion_tokens_details", dice.maybe(() -> Json.parse("{\"accepted_prediction_tokens\":3}")));
        long input = count();
        long output = count();
        // The total is what vendors make it: one that leaves room for further tokens tells of reasoning counted apart.
        long total = input + output;
        return new Usage(input, output, total, some(), some(), some(), some(), some(), some(), extras.build());
    }

    private Long count() {
        return (long) dice.below(1000);
    }

    private @Nullable Long some() {
        return dice.maybe(this::count);
    }
}
