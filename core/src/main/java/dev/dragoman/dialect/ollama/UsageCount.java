package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;

/** The tokens of an answer. A count of nothing is left out by the server; so is the prompt's when all of it was kept. */
final class UsageCount {

    private static final String PROMPT = "prompt_eval_count";
    private static final String ANSWER = "eval_count";

    private UsageCount() {}

    static Usage read(Field answer) {
        Long prompt = answer.integer(PROMPT);
        Long said = answer.integer(ANSWER);
        return prompt == null && said == null
                ? Usage.NONE
                : new Usage(prompt, said, null, null, null, null, null, null, null, JsonObject.EMPTY);
    }

    static void write(Usage usage, JsonObject.Builder into) {
        into.putIfPresent(PROMPT, usage.inputTokens()).putIfPresent(ANSWER, usage.outputTokens());
    }
}
