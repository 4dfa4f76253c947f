package dev.dragoman.provider.aws;

import dev.dragoman.provider.Tokens;
import java.time.Instant;

/** Credentials and the end of their life. */
record Lease(AwsCredentials credentials, Instant expiresAt) {

    Tokens.Token token() {
        return new Tokens.Token(credentials.write(), expiresAt);
    }
}
