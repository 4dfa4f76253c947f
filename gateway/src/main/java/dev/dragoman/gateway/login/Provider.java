package dev.dragoman.gateway.login;

import dev.dragoman.gateway.config.SsoSettings;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where a provider's endpoints are, and its keys: as configured, else as its discovery document tells. Thread-safe. */
final class Provider {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration RARELY = Duration.ofSeconds(30);

    private final SsoSettings settings;
    private final ProviderCalls calls;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Read> document = new AtomicReference<>();
    private final AtomicReference<@Nullable Read> keys = new AtomicReference<>();

    Provider(SsoSettings settings, ProviderCalls calls, InstantSource clock) {
        this.settings = settings;
        this.calls = calls;
        this.clock = clock;
    }

    private record Read(JsonObject content, Instant at) {}

    SsoSettings settings() {
        return settings;
    }

    String authorizationEndpoint() {
        return endpoint(settings.authorizationEndpoint(), "authorization_endpoint");
    }

    String tokenEndpoint() {
        return endpoint(settings.tokenEndpoint(), "token_endpoint");
    }

    /** Where more is told of a person; null for nowhere. */
    @Nullable
    String userinfoEndpoint() {
        String set = settings.userinfoEndpoint();
        return set != null || settings.issuer() == null ? set : document().string("userinfo_endpoint");
    }

    /** Whether the provider's tokens can be verified. */
    boolean hasKeys() {
        return settings.issuer() != null;
    }

    /** Whom its tokens are from; Microsoft's document has a place for the tenant in it. */
    String issuer() {
        String told = document().string("issuer");
        return told == null ? String.valueOf(settings.issuer()) : told;
    }

    /**
     * Its keys.
     *
     * @param again whether those that are known did not do
     */
    JsonObject keys(boolean again) {
        String address = document().string("jwks_uri");
        if (address == null) {
            throw LoginFailures.away("The identity provider tells no jwks_uri", null);
        }
        return read(keys, address, again ? RARELY : FRESH);
    }

    private String endpoint(@Nullable String set, String name) {
        String address = set != null ? set : document().string(name);
        if (address == null) {
            throw LoginFailures.away("The identity provider tells no " + name, null);
        }
        return address;
    }

    private JsonObject document() {
        String issuer = settings.issuer();
        if (issuer == null) {
            return JsonObject.EMPTY;
        }
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return read(document, base + "/.well-known/openid-configuration", FRESH);
    }

    /** What was read lately enough; what is older goes on counting while the provider is away. */
    private JsonObject read(AtomicReference<@Nullable Read> kept, String address, Duration fresh) {
        Instant now = clock.instant();
        Read known = kept.get();
        if (known != null && now.isBefore(known.at().plus(fresh))) {
            return known.content();
        }
        try {
            Read read = new Read(calls.document(address), now);
            kept.set(read);
            return read.content();
        } catch (dev.dragoman.error.ServiceUnavailableException away) {
            if (known != null) {
                return known.content();
            }
            throw away;
        }
    }
}
