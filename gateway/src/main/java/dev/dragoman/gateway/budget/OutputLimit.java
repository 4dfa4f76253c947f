package dev.dragoman.gateway.budget;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Source;
import org.jspecify.annotations.Nullable;

/** Where the client's dialect says how long an answer may be. */
final class OutputLimit {

    private static final String GEMINI = "gemini";
    private static final String CONFIG = "generationConfig";
    private static final String GOOGLE = "maxOutputTokens";
    private static final String NEWER = "max_completion_tokens";
    private static final String RESPONSES = "max_output_tokens";
    private static final String USUAL = "max_tokens";

    private OutputLimit() {}

    /** The limit that the client set; null when it set none. */
    static @Nullable Long of(JsonBody body) {
        Long inner = config(body) instanceof JsonObject config ? config.integer(GOOGLE) : null;
        if (inner != null) {
            return inner;
        }
        for (String name : new String[] {NEWER, USUAL, RESPONSES}) {
            JsonNumber limit = body.number(name);
            if (limit != null) {
                return limit.longValue();
            }
        }
        return null;
    }

    /** How many answers are asked for. */
    static long answers(JsonBody body) {
        long answers = 1;
        for (String name : new String[] {"n", "best_of"}) {
            JsonNumber told = body.number(name);
            Long count = told == null ? null : told.longValue();
            answers = count == null ? answers : Math.max(answers, count);
        }
        Long candidates = config(body) instanceof JsonObject config ? config.integer("candidateCount") : null;
        return candidates == null ? answers : Math.max(answers, candidates);
    }

    /** The same question with this limit. */
    static Source lowered(ChatSource source, long tokens) {
        JsonNumber limit = JsonNumber.of(tokens);
        JsonBody body = source.body();
        if (source.dialect().name().equals(GEMINI)) {
            JsonObject config = config(body) instanceof JsonObject told ? told : JsonObject.EMPTY;
            return source.changed(JsonObject.of(CONFIG, config.with(GOOGLE, limit)));
        }
        if (source.dialect().name().equals(ResponsesDialect.NAME)) {
            return source.changed(JsonObject.of(RESPONSES, limit));
        }
        boolean older =
                body.has(USUAL) && !body.has(NEWER) || !source.dialect().name().equals(OpenAiDialect.NAME);
        return source.changed(JsonObject.of(older ? USUAL : NEWER, limit));
    }

    private static @Nullable JsonValue config(JsonBody body) {
        return body.isNull(CONFIG) ? null : body.value(CONFIG);
    }
}
