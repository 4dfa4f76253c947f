package dev.dragoman.gateway.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call whose process ended before the call did.
 *
 * @param startedMillis when the call began
 * @param payload who pays, as the intent said
 * @param progress how far it had come, as it said last; null when it said nothing
 * @param progressMillis when it said so; when the call began if it said nothing
 */
public record LostIntent(UUID id, long startedMillis, byte[] payload, byte @Nullable [] progress, long progressMillis) {

    static LostIntent of(Entry intent) {
        return new LostIntent(intent.id(), intent.millis(), intent.payload(), null, intent.millis());
    }

    LostIntent with(Entry latest) {
        return new LostIntent(id, startedMillis, payload, latest.payload(), latest.millis());
    }
}
