package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.RerankInputs;
import dev.dragoman.dialect.RerankResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Records in order of relevance, at Google's service for search. A record's id is its document's place.
 *
 * @see <a href="https://cloud.google.com/generative-ai-app-builder/docs/ranking">Google: Improve search and RAG quality with
 *     ranking API</a>
 */
public final class RankRecords implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        RerankInputs inputs = RerankInputs.read(asked);
        List<String> texts = inputs.texts();
        List<JsonValue> records = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            records.add(record(i, texts.get(i), inputs.documents().get(i)));
        }
        JsonObject.Builder body = JsonObject.builder()
                .put("model", asked.model())
                .put("query", inputs.query())
                .put("records", new JsonArray(records))
                .putIfPresent("topN", inputs.topN())
                .put("ignoreRecordDetailsInResponse", JsonBoolean.TRUE);
        return Written.of(body.build(), asked, answer -> read(answer, inputs, asked));
    }

    private static JsonObject record(int id, String text, JsonValue document) {
        String title = document instanceof JsonObject object ? object.string("title") : null;
        return JsonObject.builder()
                .put("id", Integer.toString(id))
                .putIfPresent("title", title)
                .put("content", text)
                .build();
    }

    private static Told read(Heard answer, RerankInputs inputs, Asked asked) {
        RerankResults results = inputs.results();
        for (Field ranked : answer.json().required("records").items()) {
            Field id = ranked.required("id");
            results.add(index(id), id, ranked.required("score"));
        }
        return results.told(asked.frame());
    }

    private static long index(Field id) {
        try {
            return Long.parseLong(id.text());
        } catch (NumberFormatException foreign) {
            throw id.wrong("the id of a record");
        }
    }
}
