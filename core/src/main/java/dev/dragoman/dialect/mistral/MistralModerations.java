package dev.dragoman.dialect.mistral;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.http.Body;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether texts are harmful, by Mistral's own categories; a text is flagged when one of them is true.
 *
 * @see <a href="https://docs.mistral.ai/capabilities/guardrailing">Mistral: Moderation</a>
 */
public final class MistralModerations implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        Field input = asked.required("input");
        JsonObject body = JsonObject.builder()
                .put("model", asked.model())
                .put("input", JsonArray.ofStrings(texts(input)))
                .build();
        return Written.of(body, asked, answer -> read(answer, asked));
    }

    /** Parts of one text are its lines; images are not looked at. */
    private static List<String> texts(Field input) {
        if (input.isText()) {
            return List.of(input.text());
        }
        if (input.array().isEmpty()) {
            throw input.wrong("a text, or a list of texts");
        }
        List<String> texts = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Field item : input.items()) {
            if (item.isText()) {
                texts.add(item.text());
            } else if ("text".equals(item.string("type"))) {
                lines.add(item.requiredString("text"));
            } else {
                throw item.wrong("a text; this vendor looks at no images");
            }
        }
        if (!lines.isEmpty()) {
            texts.add(String.join("\n", lines));
        }
        return texts;
    }

    private static Told read(Heard answer, Asked asked) {
        Field json = answer.json();
        List<JsonValue> results = new ArrayList<>();
        json.required("results").items().forEach(result -> results.add(flagged(result)));
        String id = json.string("id");
        JsonObject body = JsonObject.builder()
                .put("id", id == null ? asked.frame().id() : id)
                .put("model", asked.frame().model())
                .put("results", new JsonArray(results))
                .build();
        Field usage = json.member("usage");
        Long tokens = usage == null ? null : usage.integer("prompt_tokens");
        return new Told(Body.utf8(body.toJson()), tokens == null ? Usage.NONE : Usage.of(tokens, 0));
    }

    private static JsonObject flagged(Field result) {
        JsonObject categories = result.required("categories").object();
        JsonObject.Builder applied = JsonObject.builder();
        boolean any = false;
        for (String name : categories.names()) {
            any |= categories.get(name) == JsonBoolean.TRUE;
            applied.put(name, JsonArray.of(new JsonString("text")));
        }
        return JsonObject.builder()
                .put("flagged", any)
                .put("categories", categories)
                .put("category_scores", result.required("category_scores").value())
                .put("category_applied_input_types", applied.build())
                .build();
    }
}
