package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Pieces;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The format of a maker's models; those that go on with a text are written here. */
enum InvokeFormat {
    CLAUDE("", ""),
    NOVA("Nova", ""),
    OPENAI("OpenAi", ""),
    LLAMA("Llama", "prompt"),
    MISTRAL("Mistral", "prompt"),
    DEEPSEEK("DeepSeek", "prompt"),
    TITAN("Titan", "inputText");

    private final String table;
    private final String prompt;

    InvokeFormat(String table, String prompt) {
        this.table = table;
        this.prompt = prompt;
    }

    static InvokeFormat of(String model) {
        if (model.contains("anthropic.")) {
            return CLAUDE;
        }
        if (model.contains("amazon.nova")) {
            return NOVA;
        }
        if (model.contains("amazon.titan")) {
            return TITAN;
        }
        if (model.contains("meta.llama") || model.contains("imported-model/")) {
            return LLAMA;
        }
        if (model.contains("deepseek.r1")) {
            return DEEPSEEK;
        }
        return model.contains("mistral.mistral-7b") || model.contains("mistral.mixtral") ? MISTRAL : OPENAI;
    }

    String table() {
        return table;
    }

    String prompt(JsonNode body) {
        return body.path(prompt).asString("");
    }

    JsonNode whole(ChatCall call, Content content) {
        var usage = content.usageFor(call.size());
        ObjectNode answer = Json.object();
        if (this == TITAN) {
            answer.put("inputTextTokenCount", usage.input());
            answer.putArray("results")
                    .addObject()
                    .put("tokenCount", usage.output())
                    .put("outputText", content.text())
                    .put("completionReason", reason(content.stop()));
            return answer;
        }
        return piece(content.text(), reason(content.stop()), usage.input(), usage.output());
    }

    List<JsonNode> pieces(ChatCall call, Content content, Streaming streaming) {
        var usage = content.usageFor(call.size());
        List<JsonNode> pieces = new ArrayList<>();
        List<String> texts = Pieces.of(content.text(), streaming.pieceLength());
        for (String text : texts) {
            boolean last = pieces.size() == texts.size() - 1;
            pieces.add(piece(text, last ? reason(content.stop()) : null, usage.input(), usage.output()));
        }
        return pieces;
    }

    private ObjectNode piece(String text, @Nullable String reason, long input, long output) {
        ObjectNode piece = Json.object();
        switch (this) {
            case LLAMA ->
                piece.put("generation", text)
                        .put("prompt_token_count", input)
                        .put("generation_token_count", output)
                        .put("stop_reason", reason);
            case TITAN ->
                piece.put("outputText", text)
                        .put("index", 0)
                        .put("totalOutputTextTokenCount", output)
                        .put("completionReason", reason)
                        .put("inputTextTokenCount", input);
            default ->
                piece.putArray(this == DEEPSEEK ? "choices" : "outputs")
                        .addObject()
                        .put("text", text)
                        .put("stop_reason", reason);
        }
        return piece;
    }

    private String reason(Stop stop) {
        boolean length = stop == Stop.LENGTH;
        return this == TITAN ? length ? "LENGTH" : "FINISH" : length ? "length" : "stop";
    }
}
