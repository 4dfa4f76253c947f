package dev.dragoman.provider.vertex;

import dev.dragoman.http.Upstream;
import dev.dragoman.json.JsonObject;
import java.time.InstantSource;

/** Where the proof of an identity at another provider comes from. */
sealed interface SubjectToken permits StoredToken, AwsIdentity {

    /** The source that credentials name. */
    static SubjectToken of(JsonObject credentials) {
        JsonObject source = credentials.object("credential_source");
        if (source == null) {
            throw new IllegalArgumentException("credential_source of the Google Cloud credentials names nothing"
                    + " (expected: file, url or environment_id)");
        }
        return source.has("environment_id")
                ? AwsIdentity.of(source, GoogleLogins.required(credentials, "audience"))
                : StoredToken.of(source);
    }

    /** The proof as it is now. */
    String read(Upstream upstream, InstantSource clock);
}
