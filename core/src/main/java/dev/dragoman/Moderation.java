package dev.dragoman;

import dev.dragoman.dialect.Field;
import dev.dragoman.http.Cancellation;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.CallAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether texts are harmful.
 *
 * @param verdicts one for each text, in order
 * @param by who answered
 * @param json the whole answer in OpenAI's form
 */
public record Moderation(List<Verdict> verdicts, AnsweredBy by, JsonObject json) {

    public Moderation {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * What was found in a text.
     *
     * @param flagged whether it is harmful
     * @param scores how likely it is harmful in each way, by OpenAI's names of them
     */
    public record Verdict(boolean flagged, Map<String, Double> scores) {

        public Verdict {
            scores = Map.copyOf(scores);
        }
    }

    static Moderation read(CallAnswer answer, AnsweredBy by, Cancellation cancellation) {
        Field json = Wholes.json(Wholes.whole(answer));
        List<Verdict> verdicts = new ArrayList<>();
        for (Field item : json.required("results").items()) {
            verdicts.add(new Verdict(item.required("flagged").bool(), scores(item.member("category_scores"))));
        }
        return new Moderation(verdicts, by, json.object());
    }

    private static Map<String, Double> scores(@Nullable Field field) {
        Map<String, Double> scores = new LinkedHashMap<>();
        if (field != null) {
            for (String category : field.object().names()) {
                Field score = field.member(category);
                if (score != null) {
                    scores.put(category, score.number());
                }
            }
        }
        return scores;
    }
}
