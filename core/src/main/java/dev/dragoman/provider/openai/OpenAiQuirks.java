package dev.dragoman.provider.openai;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import dev.dragoman.provider.completions.ModelFamily;

/** What OpenAI's models take. At another address the server may take more, but the model may still be one of theirs. */
final class OpenAiQuirks implements Quirks {

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody clean = ChatHistory.clean(body);
        ModelFamily family = ModelFamily.of(target.traits());
        return OpenAiAddress.isOwn(target)
                ? ChatParameters.fit(clean, family, target.traits())
                : ChatParameters.fitElsewhere(clean, family, target.traits());
    }
}
