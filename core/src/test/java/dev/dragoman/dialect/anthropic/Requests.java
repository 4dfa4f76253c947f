package dev.dragoman.dialect.anthropic;

import dev.dragoman.chance.Dice;
import dev.dragoman.json.Json;
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

    private static final JsonObject CLOSED = Json.parseObject(
            "{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}},\"additionalProperties\":false}");
    private static final JsonObject CITATION =
            Json.parseObject("{\"type\":\"char_location\",\"cited_text\":\"x\",\"document_index\":0}");

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
        ChatRequest.Builder request =
                ChatRequest.builder("claude-" + dice.below(9)).messages(messages);
        tools(request);
        boolean stream = dice.toss();
        return request
                .responseFormat(dice.maybe(() -> new ResponseFormat.Schema("response", null, CLOSED, true)))
                .reasoning(reasoning())
                .maxTokens((long) dice.below(100_000))
                .sampling(sampling())
                .stream(stream)
                .includeUsage(stream)
                .serviceTier(dice.maybe(() -> dice.one("auto", "default")))
                .user(dice.maybe(() -> "u-" + dice.below(100)))
                .cache(cache())
                .extras(extras())
                .build();
    }

    private void conversation() {
        if (dice.toss()) {
            messages.add(new Message.Instructions(texts(), false, null));
        }
        for (int turns = 1 + dice.below(3); turns > 0; turns--) {
            messages.add(new Message.User(userParts(), null));
            if (turns > 1 || dice.toss()) {
                assistant(turns == 1);
            }
        }
    }

    private void assistant(boolean last) {
        List<Part> parts = new ArrayList<>(dice.some(4, this::assistantPart));
        parts.add(new Part.Text(dice.text()));
        List<Part> calls = last ? List.of() : dice.some(3, this::call);
        parts.addAll(calls);
        messages.add(new Message.Assistant(parts, null, last, JsonObject.EMPTY));
        for (Part call : calls) {
            result(((Part.ToolCall) call).id());
        }
    }

    private void result(String id) {
        List<Part> parts = dice.toss() ? List.of(new Part.Text("")) : dice.some(3, this::seen);
        messages.add(new Message.ToolResult(parts, id, null, dice.maybe(dice::toss), cache()));
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
        return switch (dice.below(4)) {
            case 0 -> new Part.Image(imageSource(), null, cache());
            case 1 ->
                new Part.Document(
                        documentSource(),
                        dice.maybe(dice::text),
                        dice.maybe(dice::text),
                        dice.maybe(dice::toss),
                        cache());
            case 2 -> opaque("search_result");
            default -> text();
        };
    }

    private MediaSource imageSource() {
        return dice.one(
                new MediaSource.Base64("image/webp", "UklG"),
                new MediaSource.Url("https://x.example/" + dice.below(9), null),
                new MediaSource.FileId("file_" + dice.below(9), null));
    }

    private MediaSource documentSource() {
        return dice.one(
                new MediaSource.Base64("application/pdf", "JVBE"),
                new MediaSource.Url("https://x.example/a.pdf", null),
                new MediaSource.FileId("file_" + dice.below(9), null),
                new MediaSource.PlainText(dice.text()));
    }

    private Part assistantPart() {
        return switch (dice.below(5)) {
            case 0 -> new Part.Thinking(dice.one("", "hm"), "sig" + dice.below(9));
            case 1 -> new Part.RedactedThinking("data" + dice.below(9));
            case 2 -> opaque("server_tool_use");
            case 3 -> new Part.Text(dice.text());
            default -> new Part.Text(dice.text(), cache(), dice.some(2, () -> CITATION), null);
        };
    }

    private Part call() {
        String caller = "{\"caller\":{\"type\":\"code_execution_20250825\",\"tool_id\":\"t\"}}";
        return new Part.ToolCall(
                "toolu_" + ids++,
                dice.one("lookup", "sum"),
                dice.toss() ? "{}" : dice.object().toJson(),
                false,
                dice.maybe(() -> caller),
                cache());
    }

    private Part opaque(String type) {
        return new Part.Opaque(AnthropicDialect.NAME, dice.object().with("type", new JsonString(type)));
    }

    private void tools(ChatRequest.Builder request) {
        List<Tool> tools = new ArrayList<>(dice.some(3, this::tool));
        tools.add(tool());
        request.tools(tools);
        ToolChoice choice = dice.maybe(() -> dice.one(
                new ToolChoice.Auto(),
                new ToolChoice.None(),
                new ToolChoice.Required(),
                new ToolChoice.Named("lookup", false)));
        request.toolChoice(choice);
        if (choice != null && !(choice instanceof ToolChoice.None)) {
            request.parallelToolCalls(dice.maybe(dice::toss));
        }
    }

    private Tool tool() {
        return switch (dice.below(3)) {
            case 0 ->
                new Tool.WebSearch(
                        dice.maybe(() -> dice.one("low", "medium", "high")),
                        dice.maybe(() ->
                                Json.parseObject("{\"type\":\"approximate\",\"approximate\":{\"city\":\"Bern\"}}")));
            case 1 ->
                new Tool.Opaque(AnthropicDialect.NAME, Json.parse("{\"type\":\"bash_20250124\",\"name\":\"bash\"}"));
            default ->
                new Tool.Function(
                        "f" + dice.below(9),
                        dice.maybe(dice::text),
                        CLOSED,
                        dice.maybe(dice::toss),
                        cache(),
                        dice.toss() ? JsonObject.EMPTY : Json.parseObject("{\"defer_loading\":true}"));
        };
    }

    private @Nullable Reasoning reasoning() {
        String effort = dice.maybe(() -> dice.one("low", "medium", "high", "max"));
        return switch (dice.below(answersCalls() ? 4 : 5)) {
            case 0 -> null;
            case 1 -> new Reasoning(Reasoning.Mode.ADAPTIVE, effort, null, dice.maybe(() -> "summarized"));
            case 2 -> new Reasoning(Reasoning.Mode.DISABLED, effort, null, null);
            case 3 -> new Reasoning(Reasoning.Mode.BETWEEN_TOOLS, effort, null, null);
            default -> new Reasoning(Reasoning.Mode.ENABLED, effort, 1024L, dice.maybe(() -> "omitted"));
        };
    }

    /** Then older models want the thoughts before the calls. */
    private boolean answersCalls() {
        int size = messages.size();
        return messages.getLast() instanceof Message.ToolResult
                || (size > 1 && messages.get(size - 2) instanceof Message.ToolResult);
    }

    private Sampling sampling() {
        return new Sampling(
                dice.maybe(() -> 0.5),
                dice.maybe(() -> 0.25),
                dice.maybe(() -> 40L),
                null,
                null,
                dice.some(2, dice::text),
                null,
                null,
                null,
                null,
                null);
    }

    private JsonObject extras() {
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent("container", dice.maybe(() -> new JsonString("container_1")));
        extras.putIfPresent("mcp_servers", dice.maybe(() -> Json.parse("[{\"type\":\"url\",\"url\":\"https://m\"}]")));
        extras.putIfPresent("output_config", dice.maybe(() -> Json.parse("{\"task_budget\":7}")));
        extras.putIfPresent("newest", dice.maybe(dice::object));
        return extras.build();
    }

    private @Nullable CacheControl cache() {
        return dice.below(4) == 0 ? new CacheControl(dice.maybe(() -> dice.one("5m", "1h"))) : null;
    }
}
