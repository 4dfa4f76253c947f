package dev.dragoman.provider.azure;

import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The key of a resource in the field of its kind, else the token of Azure's other services; with the resource's id before it where
 * that is configured, as regional hosts want it. Models beside Azure AI Speech are signed for as always.
 *
 * @param own what Azure's other services are signed with
 */
record SpeechCredentials(Credentials own) implements Credentials {

    private static final String BEARER = "Bearer ";

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        if (!target.model().startsWith(SpeechPlace.MARKER)) {
            return own.sign(request, target, tokens);
        }
        String key = target.apiKey();
        if (key != null && !key.isBlank()) {
            return with(request, "ocp-apim-subscription-key", key.strip());
        }
        UpstreamRequest signed = own.sign(request, target, tokens);
        String resource = target.setting("azure_resource_id");
        String token = signed.headers().first("authorization");
        return resource == null || token == null
                ? signed
                : with(signed, "authorization", BEARER + "aad#" + resource + "#" + bare(token));
    }

    private static String bare(@Nullable String token) {
        return token != null && token.startsWith(BEARER) ? token.substring(BEARER.length()) : String.valueOf(token);
    }

    private static UpstreamRequest with(UpstreamRequest request, String name, String value) {
        return request.withHeaders(
                request.headers().toBuilder().set(name, value).build());
    }
}
