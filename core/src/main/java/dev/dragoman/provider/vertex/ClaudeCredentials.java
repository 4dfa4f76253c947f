package dev.dragoman.provider.vertex;

import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;

/** Google's credentials on a request for Claude, whose header fields are Anthropic's until here. */
record ClaudeCredentials(Credentials google) implements Credentials {

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        UpstreamRequest plain = request.withHeaders(ClaudeBetas.known(request.headers()).toBuilder()
                .remove("anthropic-version")
                .remove("x-api-key")
                .build());
        return google.sign(plain, target, tokens);
    }
}
