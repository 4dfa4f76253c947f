package dev.dragoman.provider.anthropic;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.model.ModelTraits.Ability;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Newer models refuse to be told how to draw their answers. A value that asks for nothing goes without a word. */
final class AnthropicQuirks implements Quirks {

    private static final List<String> SAMPLING = List.of("temperature", "top_p", "top_k");

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        if (!target.traits().can(Ability.NO_SAMPLING_PARAMS)) {
            return Adjusted.unchanged(body);
        }
        JsonBody adjusted = body;
        List<String> unsupported = new ArrayList<>();
        for (String name : SAMPLING) {
            if (body.has(name)) {
                adjusted = adjusted.without(name);
                if (!body.isNull(name) && asks(name, body.number(name))) {
                    unsupported.add(name);
                }
            }
        }
        return new Adjusted(adjusted, unsupported);
    }

    private static boolean asks(String name, @Nullable JsonNumber value) {
        return value == null || name.equals("top_k") || value.doubleValue() != 1.0;
    }
}
