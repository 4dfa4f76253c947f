package dev.dragoman.dialect.openai;

import dev.dragoman.chance.Dice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
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

/** Makes requests that say everything in the form in which it is read, so that they read back the same. */
final class Requests {

    private static final JsonObject SCHEMA =
            Json.parseObject("{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}}}");

    private final Dice dice;
    private final List<Message> messages = new ArrayList<>();
    private int ids;

    private Requests(Dice dice) {
        this.dice = dice;
    }

    static ChatRequest make(Dice dice) {
        return new Requests(dice).make();
    }

    private ChatRequest make() {
        conversation();
        boolean stream = dice.toss();
        return ChatRequest.builder("gpt-" + dice.below(9))
                .messages(messages)
                .tools(tools())
                .toolChoice(dice.maybe(this::choice))
                .parallelToolCalls(dice.maybe(dice::toss))
                .responseFormat(dice.maybe(this::format))
                .reasoning(dice.maybe(() -> Reasoning.effort(dice.one("none", "minimal", "low", "xhigh"))))
                .maxTokens(dice.maybe(() -> (long) dice.below(100_000)))
                .sampling(sampling())
                .stream(stream)
                .includeUsage(stream && dice.toss())
                .modalities(dice.maybe(() -> JsonArray.ofStrings(List.of("text", "audio"))))
                .audio(dice.maybe(() -> Json.parseObject("{\"voice\":\"alloy\",\"format\":\"wav\"}")))
                .prediction(dice.maybe(dice::object))
                .verbosity(dice.maybe(() -> dice.one("low", "medium", "high")))
                .serviceTier(dice.maybe(() -> dice.one("auto", "flex")))
                .user(dice.maybe(dice::text))
                .metadata(dice.maybe(dice::object))
                .extras(dice.toss() ? JsonObject.EMPTY : JsonObject.of("newest", dice.object()))
                .build();
    }

    private void conversation() {
        if (dice.toss()) {
            messages.add(new Message.Instructions(texts(), dice.toss(), name()));
        }
        for (int turns = 1 + dice.below(3); turns > 0; turns--) {
            messages.add(new Message.User(userParts(), name()));
            if (dice.toss()) {
                assistant();
            }
        }
    }

    private void assistant() {
        List<Part> parts = new ArrayList<>(thoughts());
        parts.addAll(dice.some(2, this::text));
        if (dice.below(4) == 0) {
            parts.add(new Part.Refusal(dice.text()));
        }
        if (dice.below(4) == 0) {
            parts.add(new Part.SpokenAudio("audio_" + dice.below(9), null, null, null, null));
        }
        List<Part> calls = dice.some(3, this::call);
        parts.addAll(calls);
        JsonObject extras = dice.toss() ? JsonObject.EMPTY : JsonObject.of("provider_specific_fields", dice.object());
        messages.add(new Message.Assistant(parts, name(), dice.below(5) == 0, extras));
        for (Part call : calls) {
            messages.add(new Message.ToolResult(texts(), ((Part.ToolCall) call).id(), null, null, cache()));
        }
    }

    /** Either of the two forms in which thoughts are told. */
    private List<Part> thoughts() {
        return switch (dice.below(3)) {
            case 0 -> List.of(new Part.Thinking(dice.text(), null));
            case 1 -> {
                List<Part> blocks = new ArrayList<>(dice.some(2, () -> new Part.RedactedThinking(dice.text())));
                blocks.add(new Part.Thinking(dice.text(), dice.text()));
                yield blocks;
            }
            default -> List.of();
        };
    }

    private Part call() {
        boolean custom = dice.below(4) == 0;
        return new Part.ToolCall(
                "call_" + ids++,
                dice.one("lookup", "sum"),
                custom ? dice.text() : dice.object().toJson(),
                custom,
                dice.maybe(dice::text),
                cache());
    }

    private List<Part> texts() {
        List<Part> texts = new ArrayList<>(dice.some(2, this::text));
        texts.add(text());
        return texts;
    }

    private Part text() {
        return new Part.Text(dice.text(), cache(), List.of(), null);
    }

    private List<Part> userParts() {
        List<Part> parts = new ArrayList<>(dice.some(4, this::seen));
        parts.add(text());
        return parts;
    }

    private Part seen() {
        return switch (dice.below(5)) {
            case 0 -> new Part.Image(imageSource(), dice.maybe(() -> dice.one("low", "high")), cache());
            case 1 -> new Part.Audio(new MediaSource.Base64("audio/mp3", "UklG"), "mp3", cache());
            case 2 -> new Part.Video(new MediaSource.Url("https://x.example/a.mp4", null), null, cache());
            case 3 -> new Part.Document(documentSource(), dice.text(), null, null, cache());
            default -> text();
        };
    }

    private MediaSource imageSource() {
        return dice.one(
                new MediaSource.Base64("image/webp", "UklG"),
                new MediaSource.Url("https://x.example/" + dice.below(9), null),
                new MediaSource.Url("gs://bucket/a", "image/png"));
    }

    private MediaSource documentSource() {
        return dice.one(
                new MediaSource.Base64("application/pdf", "JVBE"),
                new MediaSource.Url("https://x.example/a.pdf", "application/pdf"),
                new MediaSource.FileId("file_" + dice.below(9), null));
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>(dice.some(3, this::tool));
        if (dice.toss()) {
            JsonObject place = Json.parseObject("{\"type\":\"approximate\",\"approximate\":{\"city\":\"Bern\"}}");
            tools.add(new Tool.WebSearch(dice.maybe(() -> "low"), dice.maybe(() -> place)));
        }
        return tools;
    }

    private Tool tool() {
        return switch (dice.below(3)) {
            case 0 -> new Tool.Custom("c" + dice.below(9), dice.maybe(dice::text), dice.maybe(dice::object));
            case 1 -> new Tool.Opaque(OpenAiDialect.NAME, dice.object().with("type", new JsonString("mcp")));
            default ->
                new Tool.Function(
                        "f" + dice.below(9),
                        dice.maybe(dice::text),
                        dice.maybe(() -> SCHEMA),
                        dice.maybe(dice::toss),
                        cache(),
                        JsonObject.EMPTY);
        };
    }

    private ToolChoice choice() {
        return dice.one(
                new ToolChoice.Auto(),
                new ToolChoice.None(),
                new ToolChoice.Required(),
                new ToolChoice.Named("lookup", dice.toss()),
                new ToolChoice.Allowed(List.of("lookup", "sum"), dice.toss()));
    }

    private ResponseFormat format() {
        return dice.one(
                new ResponseFormat.Text(),
                new ResponseFormat.JsonMode(),
                new ResponseFormat.Schema("answer", dice.maybe(dice::text), SCHEMA, dice.maybe(dice::toss)));
    }

    private Sampling sampling() {
        return new Sampling(
                dice.maybe(() -> 0.5),
                dice.maybe(() -> 1.0),
                dice.maybe(() -> 40L),
                dice.maybe(() -> 2L),
                dice.maybe(() -> Long.MIN_VALUE),
                dice.some(2, dice::text),
                dice.maybe(() -> -1.25),
                dice.maybe(() -> 0.0),
                dice.maybe(dice::object),
                dice.maybe(dice::toss),
                dice.maybe(() -> 3L));
    }

    private @Nullable String name() {
        return dice.below(4) == 0 ? "name" + dice.below(9) : null;
    }

    private @Nullable CacheControl cache() {
        return dice.below(4) == 0 ? new CacheControl(dice.maybe(() -> dice.one("5m", "1h"))) : null;
    }
}
