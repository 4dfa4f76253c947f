package dev.dragoman.provider.vertex;

import dev.dragoman.http.Upstream;
import dev.dragoman.provider.Tokens;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A way to get access tokens for Google Cloud. */
sealed interface GoogleLogin permits ServiceAccountLogin, UserLogin, FederatedLogin, ImpersonatedLogin, MetadataLogin {

    /** What an access token is good for. */
    String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    /** What tells this login from all others; its secrets are in it only as a hash. */
    String id();

    /**
     * Fetches a token.
     *
     * @throws dev.dragoman.error.AuthenticationException when there is none to be had
     */
    Tokens.Token fetch(Upstream upstream, InstantSource clock);

    /** The project whose quota the calls count against, for logins that belong to none; null for the login's own. */
    default @Nullable String quotaProject() {
        return null;
    }
}
