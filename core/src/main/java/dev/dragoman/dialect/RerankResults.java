package dev.dragoman.dialect;

import dev.dragoman.http.Body;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as they come from a vendor, and the answer in Cohere's form that they make. Confined to its thread. */
public final class RerankResults {

    private final RerankInputs inputs;
    private final List<Result> results = new ArrayList<>();
    private @Nullable String id;
    private @Nullable Long searchUnits;
    private @Nullable Long inputTokens;
    private @Nullable Long outputTokens;

    private record Result(int index, JsonNumber score) {}

    RerankResults(RerankInputs inputs) {
        this.inputs = inputs;
    }

    /** One more result; {@code score} is the vendor's number. */
    public RerankResults add(Field index, Field score) {
        return add(index.integer(), index, score);
    }

    /** One more result of the document at this place. */
    public RerankResults add(long index, Field where, Field score) {
        if (index < 0 || index >= inputs.documents().size()) {
            throw where.wrong("the index of a document");
        }
        score.number();
        results.add(new Result((int) index, (JsonNumber) score.value()));
        return this;
    }

    /** The vendor's name of the answer. */
    public RerankResults id(@Nullable String told) {
        id = told;
        return this;
    }

    /** What is billed by searches. */
    public RerankResults searchUnits(@Nullable Long units) {
        searchUnits = units;
        return this;
    }

    /** What is billed by tokens. */
    public RerankResults tokens(@Nullable Long input, @Nullable Long output) {
        inputTokens = input;
        outputTokens = output;
        return this;
    }

    /** The answer: the most relevant first, and no more than were wanted. */
    public ServiceForm.Told told(ReplyFrame frame) {
        results.sort(
                Comparator.comparingDouble((Result result) -> result.score().doubleValue())
                        .reversed());
        JsonWriter json = new JsonWriter(1 << 12)
                .beginObject()
                .member("id", id == null ? frame.id() : id)
                .name("results")
                .beginArray();
        long most = inputs.topN() == null ? results.size() : Math.min(inputs.topN(), results.size());
        results.subList(0, (int) most).forEach(result -> write(result, json));
        json.endArray();
        meta(json);
        return new ServiceForm.Told(Body.of(json.endObject().toBytes()), usage());
    }

    private void write(Result result, JsonWriter json) {
        json.beginObject().member("index", result.index()).member("relevance_score", result.score());
        if (inputs.returnDocuments()) {
            json.member("document", inputs.shown(result.index()));
        }
        json.endObject();
    }

    private void meta(JsonWriter json) {
        json.name("meta").beginObject().name("billed_units").beginObject();
        json.memberIfPresent("search_units", searchUnits);
        json.memberIfPresent("total_tokens", searchUnits == null ? total() : null);
        json.endObject();
        if (inputTokens != null) {
            json.name("tokens").beginObject().member("input_tokens", inputTokens.longValue());
            json.memberIfPresent("output_tokens", outputTokens).endObject();
        }
        json.endObject();
    }

    private @Nullable Long total() {
        return inputTokens == null ? null : Long.valueOf(inputTokens + (outputTokens == null ? 0 : outputTokens));
    }

    private Usage usage() {
        JsonObject extras =
                JsonObject.builder().putIfPresent("search_units", searchUnits).build();
        return new Usage(inputTokens, outputTokens, null, null, null, null, null, null, null, extras);
    }
}
