package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Talk;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.SseEvent;

/** Short words for what is said to Bedrock and heard from it; JSON in them may be written with single quotes. */
final class Conversing {

    static final ConverseDialect DIALECT = new ConverseDialect();
    static final Talk TALK = new Talk(DIALECT);
    static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private Conversing() {}

    /** OpenAI's request as it goes to Bedrock. */
    static JsonObject written(String model, String json) {
        return request(model, json).body().toObject().without("model", "stream");
    }

    static WrittenRequest request(String model, String json) {
        return TALK.request(model, json);
    }

    static SseEvent event(String name, String json) {
        return new SseEvent(name, Talk.bytes(json));
    }
}
