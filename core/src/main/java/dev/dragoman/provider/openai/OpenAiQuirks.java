package dev.dragoman.provider.openai;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import dev.dragoman.provider.completions.ModelFamily;

/** What OpenAI's models take. At another address the model is somebody else's, and only the format is OpenAI's. */
final class OpenAiQuirks implements Quirks {

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody clean = ChatHistory.clean(body);
        ModelFamily family = ModelFamily.of(target.traits().name());
        ChatParameters.Fitted fitted = ChatParameters.fit(withoutMetadata(clean), family);
        return new Adjusted(fitted.body(), fitted.unsupported());
    }

    /** Metadata labels calls at the gateway; OpenAI takes it only with answers that it stores. */
    private static JsonBody withoutMetadata(JsonBody body) {
        return Boolean.TRUE.equals(body.bool("store")) ? body : body.without("metadata");
    }
}
