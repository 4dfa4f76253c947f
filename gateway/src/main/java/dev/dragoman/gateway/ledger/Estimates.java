package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.ChatTokens;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.RelaySource;
import dev.dragoman.routing.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a vendor did not: the tokens of what was asked and of what was heard, by the vocabularies of OpenAI. Thoughts that
 * a vendor does not show are not counted. Thread-safe.
 */
final class Estimates {

    /** How the paths of vendors end that answer with text. */
    private static final List<String> GENERATING = List.of(
            "/completions",
            "/responses",
            "/messages",
            "/converse",
            "/converse-stream",
            "/invoke",
            "/invoke-with-response-stream",
            "/chat",
            ":generateContent",
            ":streamGenerateContent",
            ":rawPredict",
            ":streamRawPredict");

    private final ChatTokens tokens;

    Estimates(ChatTokens tokens) {
        this.tokens = tokens;
    }

    /** Whether an answer to it has tokens that can be counted here. */
    static boolean countable(Source source) {
        return switch (source) {
            case ChatSource chat -> true;
            case RelaySource relay ->
                relay.counted() && generates(relay.request().target());
            default -> false;
        };
    }

    private static boolean generates(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return GENERATING.stream().anyMatch(path::endsWith);
    }

    /**
     * Whether something must be counted here. A stream that broke off may have told what its prompt took, and a first word on its
     * answer; one that told a total has told all.
     */
    static boolean isMissing(Usage told, boolean ended) {
        boolean silent = told.inputTokens() == null || told.outputTokens() == null;
        return silent || !ended && told.totalTokens() == null;
    }

    /** The usage with what is missing in it. */
    Usage completed(Source source, Deployment deployment, Usage told, Heard heard) {
        String model = deployment.target().model();
        Long input = told.inputTokens();
        long asked = input == null ? asked(source, model) : input;
        long said = heard.grown(tokens.text(model, heard.text()));
        Long output = told.outputTokens();
        return told.updatedBy(Usage.of(asked, output == null ? said : Math.max(output, said)));
    }

    private long asked(Source source, String model) {
        JsonObject body = body(source);
        return body == null ? 0 : tokens.request(model, body);
    }

    private static @Nullable JsonObject body(Source source) {
        try {
            return source.body().toObject();
        } catch (JsonSyntaxException theVendorsToTell) {
            return null;
        }
    }
}
