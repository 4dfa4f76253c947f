package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Talk;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.SseEvent;

/** Short words for what is said to Cohere and heard from it; JSON in them may be written with single quotes. */
final class Talking {

    static final CohereDialect DIALECT = new CohereDialect();
    static final Talk TALK = new Talk(DIALECT);
    static final String MODEL = "command-a-reasoning-08-2025";

    private Talking() {}

    /** OpenAI's request as it goes to Cohere, without the model's name. */
    static JsonObject written(String json) {
        return request(json).body().toObject().without("model");
    }

    static WrittenRequest request(String json) {
        return TALK.request(MODEL, json);
    }

    /** An event whose name is the type of its data. */
    static SseEvent event(String json) {
        JsonObject data = Talk.object(json);
        return new SseEvent(data.string("type"), Json.bytes(data));
    }
}
