package dev.dragoman.gateway.deployment;

import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.Deployment;
import org.jspecify.annotations.Nullable;

/** What a call would cost: from an empty answer to the longest. */
final class CostRange {

    private final Quote quote;

    CostRange(Quote quote) {
        this.quote = quote;
    }

    /**
     * The range at a deployment, in US dollars; null when its prices are not known in full.
     *
     * @param most tokens that may be answered; null for as many as the model gives
     */
    @Nullable
    JsonObject of(Deployment deployment, long promptTokens, @Nullable Long most) {
        String least = quote.dollars(deployment, promptTokens, 0);
        if (least == null) {
            return null;
        }
        Long longest = most != null ? most : quote.mostOutput(deployment);
        String dearest = longest == null ? null : quote.dollars(deployment, promptTokens, longest);
        JsonObject.Builder range =
                JsonObject.builder().put("prompt_tokens", promptTokens).put("least", new JsonNumber(least));
        if (dearest != null && longest != null) {
            range.put("output_tokens", longest).put("most", new JsonNumber(dearest));
        }
        return range.build();
    }
}
