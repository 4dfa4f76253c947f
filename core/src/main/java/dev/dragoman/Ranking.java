package dev.dragoman;

import dev.dragoman.dialect.Field;
import dev.dragoman.http.Cancellation;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.CallAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents in the order of their relevance.
 *
 * @param results the most relevant first
 * @param usage what was consumed, as far as the vendor says
 * @param by who answered
 * @param json the whole answer in Cohere's form
 */
public record Ranking(List<Ranked> results, Usage usage, AnsweredBy by, JsonObject json) {

    public Ranking {
        results = List.copyOf(results);
    }

    /**
     * One document.
     *
     * @param index its place in the request, from 0
     * @param score its relevance; more is better
     */
    public record Ranked(int index, double score) {}

    static Ranking read(CallAnswer answer, AnsweredBy by, Cancellation cancellation) {
        CallAnswer.Whole whole = Wholes.whole(answer);
        Field json = Wholes.json(whole);
        List<Ranked> results = new ArrayList<>();
        for (Field item : json.required("results").items()) {
            results.add(new Ranked(
                    Math.toIntExact(item.required("index").integer()),
                    item.required("relevance_score").number()));
        }
        return new Ranking(results, whole.usage(), by, json.object());
    }
}
