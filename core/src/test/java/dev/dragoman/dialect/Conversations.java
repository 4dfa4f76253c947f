package dev.dragoman.dialect;

import dev.dragoman.chance.Dice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes requests as clients of other formats send them, with histories that other vendors' models wrote. */
public final class Conversations {

    private static final JsonObject SCHEMA =
            Json.parseObject("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}");

    private final Dice dice;
    private final List<Message> messages = new ArrayList<>();
    private int ids;

    private Conversations(Dice dice) {
        this.dice = dice;
    }

    /** A request of the seed behind the dice. */
    public static ChatRequest make(Dice dice, String model) {
        return new Conversations(dice).make(model);
    }

    private ChatRequest make(String model) {
        if (dice.toss()) {
            messages.add(new Message.Instructions(List.of(text("Answer in json.")), dice.toss(), null));
        }
        messages.add(new Message.User(List.of(text("go")), dice.maybe(() -> "bob")));
        for (int turns = dice.below(4); turns > 0; turns--) {
            turn();
        }
        List<Tool> tools = dice.toss() ? tools() : List.of();
        boolean stream = dice.toss();
        return ChatRequest.builder(model)
                .messages(messages)
                .tools(tools)
                .toolChoice(tools.isEmpty() ? null : dice.maybe(this::choice))
                .parallelToolCalls(dice.maybe(dice::toss))
                .responseFormat(dice.maybe(() -> new ResponseFormat.Schema("answer", "d", SCHEMA, null)))
                .reasoning(dice.maybe(() -> new Reasoning(Reasoning.Mode.ENABLED, null, 2048L, null)))
                .maxTokens(dice.maybe(() -> 100L))
                .sampling(sampling())
                .user(dice.maybe(() -> "u-1"))
                .metadata(dice.maybe(() -> Json.parseObject("{\"team\":\"a\"}")))
                .cache(cache())
                .stream(stream)
                .includeUsage(stream && dice.toss())
                .build();
    }

    private void turn() {
        List<Part.ToolCall> calls = dice.some(2, this::call);
        List<Part> said = new ArrayList<>(dice.some(2, this::said));
        said.addAll(calls);
        JsonObject fields = dice.toss()
                ? Json.parseObject("{\"provider_specific_fields\":{\"citations\":null}}")
                : JsonObject.EMPTY;
        messages.add(new Message.Assistant(said, null, false, fields));
        calls.forEach(call ->
                messages.add(new Message.ToolResult(returned(), call.id(), null, dice.maybe(dice::toss), cache())));
        messages.add(new Message.User(dice.some(3, this::shown), null));
    }

    private Part said() {
        return dice.one(
                text("Well,"),
                new Part.Thinking("foreign", dice.maybe(() -> "c2ln")),
                new Part.RedactedThinking("sealed"),
                new Part.Refusal("no"),
                new Part.Image(new MediaSource.Base64("image/png", "iVBORw0KGgo="), null, null));
    }

    private Part.ToolCall call() {
        String id = dice.one(
                "toolu_", "call_x__thought__" + "Q".repeat(300), "chatcmpl-tool-0123456789abcdef0123456789abcdef");
        return new Part.ToolCall(id + ids++, "f", dice.one("", "{}", "{bad"), false, dice.maybe(() -> "c2ln"), cache());
    }

    private List<Part> returned() {
        return dice.one(
                List.of(text("42")),
                List.of(text("")),
                List.of(shown()),
                List.of(text("see"), new Part.Image(new MediaSource.Url("https://x.example/a.png", null), null, null)));
    }

    private Part shown() {
        return dice.one(
                text("look"),
                new Part.Image(new MediaSource.Url("https://x.example/a.png", "image/png"), "high", cache()),
                new Part.Image(new MediaSource.Base64("image/jpeg", "/9j/4AAQSkZJRg=="), null, cache()),
                new Part.Audio(new MediaSource.Base64("audio/wav", "UklGRg=="), "wav", cache()),
                new Part.Document(new MediaSource.Base64("application/pdf", "JVBERi0="), null, "C", null, cache()),
                new Part.Document(new MediaSource.FileId("file-1", "application/pdf"), "a.pdf", null, null, cache()),
                new Part.Document(new MediaSource.PlainText("plain"), "T", null, null, cache()));
    }

    private Part text(String text) {
        return new Part.Text(text, cache(), List.of(), null);
    }

    private @Nullable CacheControl cache() {
        return dice.below(4) == 0 ? new CacheControl(dice.maybe(() -> "1h")) : null;
    }

    private ToolChoice choice() {
        return dice.one(
                new ToolChoice.Auto(), new ToolChoice.Named("f", false), new ToolChoice.Allowed(List.of("f"), true));
    }

    private List<Tool> tools() {
        return List.of(
                new Tool.Function("f", "d", SCHEMA, dice.maybe(() -> false), cache(), JsonObject.EMPTY),
                new Tool.Function("g", null, null, null, cache(), JsonObject.EMPTY));
    }

    private Sampling sampling() {
        return new Sampling(
                dice.maybe(() -> 0.5),
                dice.maybe(() -> 0.5),
                dice.maybe(() -> 40L),
                null,
                dice.maybe(() -> 7L),
                dice.some(2, () -> "END"),
                dice.maybe(() -> 0.5),
                dice.maybe(() -> 0.5),
                dice.maybe(() -> Json.parseObject("{\"50256\":-100}")),
                null,
                null);
    }
}
