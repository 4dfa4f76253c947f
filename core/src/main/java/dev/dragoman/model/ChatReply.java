package dev.dragoman.model;

import dev.dragoman.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model's whole answer.
 *
 * @param id the vendor's id of it; null when it has none
 * @param model the model that answered, as the vendor reports it
 * @param created Unix seconds; null when the vendor does not say
 * @param usage the tokens consumed
 * @param serviceTier the class of service that was used; null when not said
 * @param extras members that no record knows, in its dialect's words
 */
public record ChatReply(
        @Nullable String id,
        String model,
        @Nullable Long created,
        List<Choice> choices,
        Usage usage,
        @Nullable String serviceTier,
        JsonObject extras) {

    public ChatReply {
        choices = List.copyOf(choices);
    }

    /** The same having consumed these tokens. */
    public ChatReply with(Usage other) {
        return other.equals(usage) ? this : new ChatReply(id, model, created, choices, other, serviceTier, extras);
    }
}
