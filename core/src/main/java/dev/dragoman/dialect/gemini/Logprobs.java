package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Token probabilities: {@code logprobsResult} here, OpenAI's {@code logprobs} elsewhere. */
final class Logprobs {

    private Logprobs() {}

    /** OpenAI's form. */
    static JsonObject read(ProtoField result) {
        List<ProtoField> chosen = result.list("chosenCandidates");
        List<ProtoField> tops = result.list("topCandidates");
        List<JsonValue> content = new ArrayList<>(chosen.size());
        for (int i = 0; i < chosen.size(); i++) {
            List<JsonValue> alternatives = new ArrayList<>();
            if (i < tops.size()) {
                tops.get(i)
                        .list("candidates")
                        .forEach(one -> alternatives.add(token(one).build()));
            }
            content.add(token(chosen.get(i))
                    .put("top_logprobs", new JsonArray(alternatives))
                    .build());
        }
        return JsonObject.of("content", new JsonArray(content));
    }

    /** The vendor's form. */
    static void write(JsonWriter out, JsonValue logprobs) {
        JsonArray content = logprobs instanceof JsonObject object ? object.array("content") : null;
        if (content == null) {
            return;
        }
        out.name("logprobsResult").beginObject();
        out.name("chosenCandidates").beginArray();
        content.forEach(token -> candidate(out, token));
        out.endArray().name("topCandidates").beginArray();
        content.forEach(token -> alternatives(out, token));
        out.endArray().endObject();
    }

    private static JsonObject.Builder token(ProtoField candidate) {
        String token = candidate.string("token");
        Double probability = candidate.number("logProbability");
        return JsonObject.builder()
                .put("token", token == null ? "" : token)
                .put("logprob", JsonNumber.of(probability == null ? 0 : probability))
                .put("bytes", JsonNull.NULL)
                .putIfPresent("token_id", candidate.integer("tokenId"));
    }

    private static void alternatives(JsonWriter out, JsonValue token) {
        JsonArray top = token instanceof JsonObject object ? object.array("top_logprobs") : null;
        out.beginObject().name("candidates").beginArray();
        if (top != null) {
            top.forEach(one -> candidate(out, one));
        }
        out.endArray().endObject();
    }

    private static void candidate(JsonWriter out, JsonValue token) {
        JsonObject object = token instanceof JsonObject known ? known : JsonObject.EMPTY;
        @Nullable String text = object.string("token");
        out.beginObject().memberIfPresent("token", text);
        out.memberIfPresent("tokenId", object.integer("token_id"));
        out.memberIfPresent("logProbability", object.get("logprob")).endObject();
    }
}
