package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.Talk;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.SseEvent;

/** Short words for what is said to Ollama and heard from it; JSON in them may be written with single quotes. */
final class Chatting {

    static final OllamaDialect DIALECT = new OllamaDialect();
    static final Talk TALK = new Talk(DIALECT);
    static final String MODEL = "gpt-oss:20b";

    private Chatting() {}

    /** OpenAI's request as it goes to Ollama, without the model's name. */
    static JsonObject written(String json) {
        return request(json).body().toObject().without("model");
    }

    static WrittenRequest request(String json) {
        return TALK.request(MODEL, json);
    }

    static SseEvent line(String json) {
        return SseEvent.data(Talk.bytes(json));
    }
}
