package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Talk;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes requests and answers that have words in Cohere's format, the same ones for the same seed. */
final class Generating {

    private static final String[] TEXTS = {
        "hello", "Ærlig talt", "😀 and more", "a \"quoted\" \\ line\nbreak", "日本語", "\u0000\u001f\t|", "{\"a\":1}x"
    };

    private final Random random;
    private int ids;

    Generating(long seed) {
        this.random = new Random(seed);
    }

    ChatRequest request() {
        boolean documents = random.nextBoolean();
        return ChatRequest.builder(Talking.MODEL)
                .messages(messages())
                .tools(tools(random.nextBoolean()))
                .toolChoice(maybe(this::choice))
                .responseFormat(documents ? null : maybe(this::format))
                .reasoning(maybe(this::reasoning))
                .maxTokens(maybe(() -> (long) random.nextInt(1, 9000)))
                .sampling(sampling())
                .extras(extras(documents))
                .stream(random.nextBoolean())
                .includeUsage(true)
                .build();
    }

    ChatReply reply() {
        List<Part> parts = new ArrayList<>();
        if (random.nextBoolean()) {
            parts.add(new Part.Thinking(text(), null));
        }
        boolean said = random.nextInt(4) > 0;
        if (said) {
            parts.add(new Part.Text(text(), null, citations(), null));
        }
        boolean calls = !said || random.nextBoolean();
        for (int i = calls ? random.nextInt(1, 3) : 0; i > 0; i--) {
            parts.add(call());
        }
        JsonObject plan = calls && random.nextBoolean()
                ? Talk.object(
                        "{'tool_plan':'I will look it up.','other_citations':[{'start':0,'end':1,'type':'PLAN'}]}")
                : JsonObject.EMPTY;
        JsonValue logprobs = said && random.nextBoolean() ? logprobs() : null;
        String unusual = calls ? null : maybe(() -> "STOP_SEQUENCE");
        FinishReason finish = calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        Choice choice = new Choice(0, parts, finish, unusual, null, logprobs, Citations.annotations(parts), plan);
        return new ChatReply("c-" + ids++, "", null, List.of(choice), usage(), null, JsonObject.EMPTY);
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        if (random.nextBoolean()) {
            messages.add(new Message.Instructions(texts(), false, null));
        }
        List<Part> asked = new ArrayList<>(texts());
        for (int i = random.nextInt(3); i > 0; i--) {
            asked.add(image());
        }
        messages.add(new Message.User(asked, null));
        for (int i = random.nextInt(3); i > 0; i--) {
            round(messages);
        }
        return messages;
    }

    private void round(List<Message> messages) {
        List<Part> said = new ArrayList<>();
        if (random.nextBoolean()) {
            said.add(new Part.Thinking(text(), null));
        }
        said.add(new Part.Text(text(), null, citations(), null));
        List<Part.ToolCall> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            calls.add(call());
        }
        said.addAll(calls);
        JsonObject plan = calls.isEmpty() ? JsonObject.EMPTY : Talk.object("{'tool_plan':'First this.'}");
        messages.add(new Message.Assistant(said, null, false, plan));
        for (Part.ToolCall call : calls) {
            messages.add(new Message.ToolResult(result(), call.id(), null, null, null));
        }
        messages.add(new Message.User(List.of(new Part.Text(text())), null));
    }

    private List<Part> result() {
        JsonObject document = Talk.object("{'type':'document','document':{'id':'7','data':{'title':'t','text':'x'}}}");
        return random.nextBoolean()
                ? List.of(new Part.Text(text()))
                : List.of(new Part.Opaque(CohereDialect.NAME, document), new Part.Text(text()));
    }

    private List<Part> texts() {
        return random.nextBoolean()
                ? List.of(new Part.Text(text()))
                : List.of(new Part.Text(text()), new Part.Text(text()));
    }

    private Part image() {
        return random.nextBoolean()
                ? new Part.Image(new MediaSource.Base64("image/png", "iVBO"), maybe(() -> "low"), null)
                : new Part.Image(new MediaSource.Url("https://a.example/b.png", null), null, null);
    }

    private List<JsonObject> citations() {
        return switch (random.nextInt(3)) {
            case 0 ->
                List.of(Talk.object("{'start':0,'end':1,'text':'x','sources':[{'type':'document','id':'d',"
                        + "'document':{'id':'d','title':'T','url':'https://w.example'}}],'type':'TEXT_CONTENT'}"));
            case 1 ->
                List.of(Talk.object("{'start':1,'end':2,'text':'y','sources':[{'type':'tool','id':'t:0',"
                        + "'tool_output':{'a':1}}]}"));
            default -> List.of();
        };
    }

    private static JsonObject logprobs() {
        return Talk.object("{'content':[{'token':'hi','logprob':-0.75,'bytes':[104,105],'top_logprobs':[],"
                + "'token_ids':[7,9],'logprobs':[-0.5,-0.25]}]}");
    }

    private Part.ToolCall call() {
        String arguments = random.nextBoolean() ? "{}" : "{\"city\":\"Oslo\",\"n\":" + random.nextInt(9) + "}";
        return new Part.ToolCall("call_" + ids++, "f" + random.nextInt(3), arguments);
    }

    private List<Tool> tools(boolean strict) {
        List<Tool> tools = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tools.add(new Tool.Function(
                    "f" + i, maybe(() -> "does"), schema(), strict ? true : null, null, JsonObject.EMPTY));
        }
        return tools;
    }

    private ToolChoice choice() {
        return random.nextBoolean() ? new ToolChoice.Required() : new ToolChoice.None();
    }

    private ResponseFormat format() {
        return switch (random.nextInt(3)) {
            case 0 -> new ResponseFormat.Text();
            case 1 -> new ResponseFormat.JsonMode();
            default -> new ResponseFormat.Schema("response", null, schema(), null);
        };
    }

    private Reasoning reasoning() {
        return random.nextBoolean()
                ? new Reasoning(Reasoning.Mode.DISABLED, null, null, null)
                : new Reasoning(Reasoning.Mode.ENABLED, null, maybe(() -> 512L), null);
    }

    private Sampling sampling() {
        return new Sampling(
                maybe(() -> 0.5),
                maybe(() -> 0.9),
                maybe(() -> 40L),
                null,
                maybe(() -> 7L),
                random.nextBoolean() ? List.of() : List.of("END", "."),
                maybe(() -> 0.25),
                maybe(() -> 0.5),
                null,
                maybe(() -> true),
                null);
    }

    private JsonObject extras(boolean documents) {
        JsonObject.Builder extras = JsonObject.builder();
        if (documents) {
            Talk.object("{'documents':['plain',{'id':'a','data':{'text':'x'}}]}")
                    .forEach(extras::put);
        }
        if (random.nextBoolean()) {
            extras.put("safety_mode", "STRICT").put("priority", 3);
        }
        if (random.nextBoolean()) {
            Talk.object("{'citation_options':{'mode':'FAST'}}").forEach(extras::put);
        }
        return extras.build();
    }

    private Usage usage() {
        JsonObject billed = Talk.object("{'billed_units':{'input_tokens':5,'output_tokens':2}}");
        return new Usage(71L, 2L, null, maybe(() -> 4L), null, null, null, null, null, billed);
    }

    private static JsonObject schema() {
        return Talk.object("{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}");
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
