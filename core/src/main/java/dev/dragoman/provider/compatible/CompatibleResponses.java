package dev.dragoman.provider.compatible;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Occasion;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ModelFamily;
import dev.dragoman.provider.completions.ResponseParameters;
import dev.dragoman.provider.completions.ResponsesModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Responses at places that have them beside Chat Completions; what their models take is not known.
 *
 * @param withoutInstructions whether instructions must be the first message
 */
record CompatibleResponses(boolean withoutInstructions) implements Quirks {

    private static final String INSTRUCTIONS = "instructions";
    private static final String INPUT = "input";

    /** For clients of the dialect, and where the operator says so. */
    static final Occasion OCCASION = new Occasion() {

        @Override
        public boolean forOthers(JsonBody asked, Target target) {
            return ResponsesModel.isMarked(target.model());
        }
    };

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody named = body.with("model", new JsonString(ResponsesModel.name(target.model())));
        return ResponseParameters.fit(withoutInstructions ? moved(named) : named, ModelFamily.ORDINARY);
    }

    private static JsonBody moved(JsonBody body) {
        String told = body.string(INSTRUCTIONS);
        JsonValue input = body.isNull(INPUT) ? null : body.value(INPUT);
        if (told == null || input == null) {
            return body.without(INSTRUCTIONS);
        }
        List<JsonValue> items = new ArrayList<>();
        items.add(message("system", new JsonString(told)));
        if (input instanceof JsonArray list) {
            items.addAll(list.items());
        } else {
            items.add(message("user", input));
        }
        return body.without(INSTRUCTIONS).with(INPUT, new JsonArray(items));
    }

    private static JsonObject message(String role, @Nullable JsonValue content) {
        return JsonObject.builder()
                .put("role", role)
                .putIfPresent("content", content)
                .build();
    }
}
