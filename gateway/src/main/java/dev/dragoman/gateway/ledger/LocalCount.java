package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.ChatTokens;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Body;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.sagemaker.SageMakerProvider;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import java.util.Set;

/**
 * Counts the tokens of a chat whose vendor never tells them: containers that go on with a text tell none with a whole answer. Any other
 * vendor that tells none is a matter for the log. Thread-safe.
 *
 * @param tokens counts
 * @param openai the dialect that chats are counted in
 */
public record LocalCount(ChatTokens tokens, Dialect openai) {

    private static final Set<String> SILENT = Set.of(SageMakerProvider.TEXT);

    /** The tokens that a vendor told, else, where it never does, those of the question and of its whole answer. */
    Usage of(ChatSource asked, Deployment deployment, Usage told, Body answer) {
        boolean known = told.inputTokens() != null || told.outputTokens() != null;
        if (known || !SILENT.contains(deployment.provider().name())) {
            return told;
        }
        String model = deployment.target().model();
        try {
            ChatReply reply = asked.dialect().readReply(answer.toBytes());
            return told.updatedBy(Usage.of(question(asked, model), answered(reply, model)));
        } catch (LlmException unreadable) {
            // What the client was answered is no answer of its dialect's; nothing is known of its tokens.
            return told;
        }
    }

    private long question(ChatSource asked, String model) {
        JsonBody body = asked.body().with("model", new JsonString(model));
        JsonObject chat = openai.writeRequest(asked.dialect().readRequest(body), ModelTraits.unknown(model))
                .body()
                .toObject();
        return tokens.chat(model, chat);
    }

    private long answered(ChatReply reply, String model) {
        long count = 0;
        for (var choice : reply.choices()) {
            for (Part part : choice.parts()) {
                count += switch (part) {
                    case Part.Text text -> tokens.text(model, text.text());
                    case Part.Refusal refusal -> tokens.text(model, refusal.text());
                    case Part.ToolCall call -> tokens.text(model, call.name() + call.arguments());
                    case Part other -> 0;
                };
            }
        }
        return count;
    }
}
