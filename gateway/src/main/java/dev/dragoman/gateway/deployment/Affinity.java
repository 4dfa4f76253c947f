package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.AffinityRules;
import dev.dragoman.gateway.config.AffinityRules.Kind;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls to the deployment that answered an earlier one with which they have something in common, as long as it is usable. What can
 * only be read where it was written counts most, then the client's session, then what a vendor has cached, then the caller's key.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/load_balancing">LiteLLM: optional pre-call checks</a>
 */
public final class Affinity {

    private static final int MOST_PINS = 100_000;
    /** As long as vendors keep what they cached, unless it is used again. */
    private static final Duration CACHED = Duration.ofMinutes(5);

    private final PinBook pins;

    /** Nothing is remembered yet. */
    public Affinity(LongSupplier nanoClock) {
        this(new MemoryPins(nanoClock, MOST_PINS));
    }

    Affinity(PinBook pins) {
        this.pins = pins;
    }

    /** What a call to a group has in common with others; null when that does not matter. */
    @Nullable
    Bond of(Call call, Source source, String group, AffinityRules rules) {
        if (!rules.on()) {
            return null;
        }
        Bond bond = new Bond(source, group, rules.has(Kind.ENCRYPTED_CONTENT, group));
        if (bond.encrypted) {
            EncryptedItems.names(source).forEach(name -> bond.found.add(bond.key("encrypted", name)));
        }
        String session = rules.has(Kind.SESSION, group) ? session(call) : null;
        if (session != null) {
            bond.tie("session", Digests.of(session), rules.ttl());
        }
        if (rules.has(Kind.PROMPT_CACHING, group)) {
            List<String> names = CachedPrefix.names(source);
            names.forEach(name -> bond.found.add(bond.key("prefix", name)));
            names.stream().findFirst().ifPresent(name -> bond.tied.add(new Tie(bond.key("prefix", name), CACHED)));
        }
        if (rules.has(Kind.CALLER, group)) {
            bond.tie("caller", call.caller().keyHash(), rules.ttl());
        }
        return bond;
    }

    /** What is remembered about a call once it is answered. */
    private record Tie(String key, Duration ttl) {}

    /** What one call has in common with others. Confined to its thread. */
    final class Bond {

        private final Source source;
        private final String group;
        private final boolean encrypted;
        private final List<String> found = new ArrayList<>(2);
        private final List<Tie> tied = new ArrayList<>(2);

        private Bond(Source source, String group, boolean encrypted) {
            this.source = source;
            this.group = group;
            this.encrypted = encrypted;
        }

        private String key(String kind, String name) {
            return kind + ':' + group + ':' + name;
        }

        private void tie(String kind, String name, Duration ttl) {
            found.add(key(kind, name));
            tied.add(new Tie(key(kind, name), ttl));
        }

        /** The candidate that answered an earlier call; null when there is none. */
        @Nullable
        Deployment first(List<Deployment> candidates) {
            for (String key : found) {
                String id = pins.find(key);
                for (Deployment candidate : candidates) {
                    if (candidate.id().equals(id)) {
                        return candidate;
                    }
                }
            }
            return null;
        }

        /** Remembers who answered. */
        CallAnswer answered(CallAnswer answer) {
            String id = answer.info().deployment().id();
            tied.forEach(tie -> pins.pin(tie.key(), id, tie.ttl()));
            return encrypted
                    ? EncryptedItems.watched(
                            answer, source, name -> pins.pin(key("encrypted", name), id, Duration.ofDays(1)))
                    : answer;
        }
    }

    private static @Nullable String session(Call call) {
        String named = call.headers().first("x-litellm-session-id");
        String header = named != null ? named : call.headers().first("x-litellm-trace-id");
        if (header != null) {
            return header;
        }
        String told = call.options().session();
        if (told != null) {
            return told;
        }
        String inMetadata = inMetadata(call.source().body());
        return inMetadata != null ? inMetadata : vendorsHeader(call);
    }

    private static @Nullable String inMetadata(JsonBody body) {
        return !body.isNull("metadata") && body.value("metadata") instanceof JsonObject metadata
                ? metadata.string("session_id")
                : null;
    }

    /** Such as {@code x-claude-code-session-id}. */
    private static @Nullable String vendorsHeader(Call call) {
        @Nullable String[] found = {null};
        call.headers().forEach((name, value) -> {
            if (found[0] == null && name.startsWith("x-") && name.endsWith("-session-id")) {
                found[0] = value;
            }
        });
        return found[0];
    }
}
