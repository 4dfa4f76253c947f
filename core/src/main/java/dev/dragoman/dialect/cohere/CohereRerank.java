package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.RerankInputs;
import dev.dragoman.dialect.RerankResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents in order of relevance, in Cohere's form and in those that take after it. Documents are put into results here, so that
 * they need not travel twice.
 *
 * @param limit how the place calls the number of results
 * @param objects whether it takes documents that are objects; else their text is sent
 * @param speaks whether it puts documents into its results unless told not to
 * @param own Cohere's and the place's own parameters that it takes; null when all pass
 */
public record CohereRerank(
        String limit,
        boolean objects,
        boolean speaks,
        @Nullable Set<String> own) implements ServiceForm {

    /** Version 2 of Cohere's API. */
    public static final CohereRerank V2 =
            new CohereRerank("top_n", false, false, Set.of("max_tokens_per_doc", "priority"));

    /** Version 1, which Azure has too. */
    public static final CohereRerank V1 = new CohereRerank("top_n", true, false, Set.of("max_chunks_per_doc"));

    @Override
    public Written write(Asked asked) {
        RerankInputs inputs = RerankInputs.read(asked);
        JsonObject.Builder body = JsonObject.builder()
                .put("model", asked.model())
                .put("query", inputs.query())
                .put("documents", objects ? inputs.array() : JsonArray.ofStrings(inputs.texts()))
                .putIfPresent(limit, inputs.topN());
        if (objects && !inputs.rankFields().isEmpty()) {
            body.put("rank_fields", JsonArray.ofStrings(inputs.rankFields()));
        }
        if (speaks) {
            body.put("return_documents", JsonBoolean.FALSE);
        }
        if (own != null) {
            own.forEach(name -> asked.pass(body, name));
        }
        JsonObject rest = own == null ? asked.rest(Set.of()) : JsonObject.EMPTY;
        return Written.of(body.build().merged(rest), asked, answer -> read(answer, inputs, asked));
    }

    private static Told read(Heard answer, RerankInputs inputs, Asked asked) {
        Field json = answer.json();
        RerankResults results = inputs.results().id(json.string("id"));
        Field list = json.member("results");
        for (Field result : (list == null ? json.required("data") : list).items()) {
            results.add(result.required("index"), result.required("relevance_score"));
        }
        Field meta = json.member("meta");
        if (meta != null) {
            billed(meta, results);
        }
        Field usage = json.member("usage");
        if (usage != null) {
            Long prompt = usage.integer("prompt_tokens");
            Long total = usage.integer("total_tokens");
            results.tokens(prompt == null || prompt == 0 ? total : prompt, usage.integer("completion_tokens"));
        }
        return results.told(asked.frame());
    }

    private static void billed(Field meta, RerankResults results) {
        Field billed = meta.member("billed_units");
        if (billed != null) {
            results.searchUnits(billed.integer("search_units"));
        }
        Field tokens = meta.member("tokens");
        if (tokens != null) {
            results.tokens(tokens.integer("input_tokens"), tokens.integer("output_tokens"));
        }
    }
}
