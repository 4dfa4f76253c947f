package dev.dragoman.dialect.titan;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.RerankInputs;
import dev.dragoman.dialect.RerankResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Sources in order of relevance, at the runtime of Bedrock's agents. A search unit is a query with a hundred documents.
 *
 * @param modelArn the model's resource name
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_Rerank.html">AWS: Rerank</a>
 */
public record AgentRerank(String modelArn) implements ServiceForm {

    private static final int UNIT = 100;
    private static final int MOST = 1000;

    @Override
    public Written write(Asked asked) {
        RerankInputs inputs = RerankInputs.read(asked);
        if (inputs.documents().size() > MOST) {
            throw Field.of(
                            Field.Author.CLIENT,
                            "documents",
                            JsonNumber.of(inputs.documents().size()))
                    .wrong("at most " + MOST + " documents");
        }
        List<JsonValue> sources = new ArrayList<>();
        for (int i = 0; i < inputs.documents().size(); i++) {
            sources.add(source(inputs, i));
        }
        JsonObject query = JsonObject.builder()
                .put("type", "TEXT")
                .put("textQuery", JsonObject.of("text", new JsonString(inputs.query())))
                .build();
        JsonObject body = JsonObject.builder()
                .put("queries", JsonArray.of(query))
                .put("sources", new JsonArray(sources))
                .put("rerankingConfiguration", configuration(inputs))
                .build();
        return Written.of(body, asked, answer -> read(answer, inputs, asked));
    }

    /** An object is a document in JSON, unless only some of its fields count. */
    private static JsonObject source(RerankInputs inputs, int index) {
        JsonValue document = inputs.documents().get(index);
        boolean json = document instanceof JsonObject && inputs.rankFields().isEmpty();
        JsonObject.Builder inline = JsonObject.builder().put("type", json ? "JSON" : "TEXT");
        if (json) {
            inline.put("jsonDocument", document);
        } else {
            inline.put(
                    "textDocument",
                    JsonObject.of("text", new JsonString(inputs.texts().get(index))));
        }
        return JsonObject.builder()
                .put("type", "INLINE")
                .put("inlineDocumentSource", inline.build())
                .build();
    }

    private JsonObject configuration(RerankInputs inputs) {
        JsonObject.Builder model =
                JsonObject.builder().put("modelConfiguration", JsonObject.of("modelArn", new JsonString(modelArn)));
        long wanted = inputs.topN() == null ? inputs.documents().size() : inputs.topN();
        model.put("numberOfResults", Math.min(wanted, inputs.documents().size()));
        return JsonObject.builder()
                .put("type", "BEDROCK_RERANKING_MODEL")
                .put("bedrockRerankingConfiguration", model.build())
                .build();
    }

    private static Told read(Heard answer, RerankInputs inputs, Asked asked) {
        RerankResults results = inputs.results();
        for (Field result : answer.json().required("results").items()) {
            results.add(result.required("index"), result.required("relevanceScore"));
        }
        long units = Math.ceilDiv(inputs.documents().size(), UNIT);
        return results.searchUnits(units).told(asked.frame());
    }
}
