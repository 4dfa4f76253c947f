package dev.dragoman.dialect.anthropic;

import dev.dragoman.chance.Dice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;

/** Makes requests as clients of other formats send them: loose in their order, ids, arguments and empty texts. */
final class Conversations {

    private static final JsonObject SCHEMA = Json.parseObject("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":"
            + "\"integer\",\"minimum\":1},\"b\":{\"$ref\":\"#/$defs/x\"}},\"$defs\":{\"x\":{\"type\":\"object\","
            + "\"properties\":{}}}}");

    private final Dice dice;
    private final List<Message> messages = new ArrayList<>();

    private Conversations(Dice dice) {
        this.dice = dice;
    }

    static ChatRequest make(Dice dice, ModelTraits traits) {
        return new Conversations(dice).make(traits);
    }

    private ChatRequest make(ModelTraits traits) {
        instructions();
        messages.add(new Message.User(List.of(new Part.Text("go")), "bob"));
        for (int turns = dice.below(4); turns > 0; turns--) {
            turn();
        }
        ChatRequest.Builder request = ChatRequest.builder(traits.name()).messages(messages);
        request.tools(dice.toss() ? tools() : List.of());
        request.toolChoice(dice.maybe(() -> dice.one(new ToolChoice.Auto(), new ToolChoice.None())));
        return request.parallelToolCalls(dice.maybe(dice::toss))
                .reasoning(dice.maybe(() -> Reasoning.effort(dice.one("none", "minimal", "low", "high", "max"))))
                .responseFormat(dice.maybe(() -> dice.one(
                        new ResponseFormat.JsonMode(), new ResponseFormat.Schema("answer", "d", SCHEMA, true))))
                .maxTokens(dice.maybe(() -> dice.one(1500L, 3000L, 5000L)))
                .user(dice.maybe(() -> dice.one("u-1", "jane@example.com")))
                .serviceTier(dice.maybe(() -> "default"))
                .build();
    }

    private void instructions() {
        if (dice.below(3) == 0) {
            messages.add(new Message.Instructions(List.of(text()), dice.toss(), null));
        }
    }

    private void turn() {
        instructions();
        List<Part> calls = dice.some(2, this::call);
        List<Part> said = new ArrayList<>(List.of(new Part.Thinking("foreign", null), text()));
        said.addAll(calls);
        messages.add(new Message.Assistant(said));
        said();
        for (Part call : calls) {
            result(((Part.ToolCall) call).id());
        }
        if (calls.isEmpty()) {
            messages.add(new Message.User(List.of(new Part.Text("on")), null));
        }
        said();
    }

    private void said() {
        if (dice.toss()) {
            messages.add(new Message.User(dice.some(3, this::shown), null));
        }
    }

    private void result(String id) {
        for (int i = dice.below(2); i >= 0; i--) {
            messages.add(new Message.ToolResult(dice.some(2, this::text), id, "f", null, null));
        }
    }

    private Part call() {
        String id = dice.one("call:", "call_", "ü") + messages.size() % 2 + dice.below(1000);
        return new Part.ToolCall(id, "f", dice.one("", "{}", "{\"a\":1}", "{bad", "[1]", "null"));
    }

    private Part text() {
        return new Part.Text(dice.one("", " \n", "hello", "trailing  "));
    }

    private Part shown() {
        return dice.one(
                text(),
                new Part.Image(new MediaSource.Url("https://x.example/a.png", null), "high", null),
                new Part.Image(new MediaSource.Base64("image/jpg", "/9j/4AAQSkZJRg=="), null, null),
                new Part.Document(new MediaSource.Base64("application/pdf", "JVBERi0xLjQK"), "a.pdf", null, null, null),
                new Part.Document(new MediaSource.Base64("text/csv", "YSxi"), "a.csv", null, null, null));
    }

    private List<Tool> tools() {
        return List.of(
                new Tool.Function("f", "d", SCHEMA, dice.maybe(() -> false), null, JsonObject.EMPTY),
                new Tool.Function("g", null, null, null, null, JsonObject.EMPTY));
    }
}
