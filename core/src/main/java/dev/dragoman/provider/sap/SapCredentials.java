package dev.dragoman.provider.sap;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.TokenRequest;
import dev.dragoman.provider.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** A token for the client of a service key. */
final class SapCredentials implements Credentials {

    private static final Duration DEPLOYMENT_LIFE = Duration.ofMinutes(30);

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        SapService service = service(target);
        String bearer = "Bearer " + login(service).token(tokens);
        Headers signed =
                request.headers().toBuilder().set("authorization", bearer).build();
        int at = request.target().indexOf(SapAddress.RUNNING);
        if (at < 0) {
            return request.withHeaders(signed);
        }
        String found = deployment(service, target, bearer, tokens);
        String path = request.target().replace(SapAddress.RUNNING, "/deployments/" + found + "/");
        return new UpstreamRequest(request.method(), request.origin(), path, signed, request.body());
    }

    /** What is signed with is asked for first, or is no single secret. */
    @Override
    public UpstreamRequest hidden(UpstreamRequest request, Target target, String hidden, Tokens tokens) {
        return Credentials.bearing(request, hidden);
    }

    @Override
    public void check(Target target) {
        // Refuses an address that is none.
        var _ = login(SapService.of(target));
    }

    private static SapService service(Target target) {
        try {
            return SapService.of(target);
        } catch (IllegalArgumentException missing) {
            throw new AuthenticationException(
                    ErrorDetail.of(String.valueOf(missing.getMessage())).at(SapProvider.NAME, target.model()),
                    401,
                    missing);
        }
    }

    private static TokenRequest login(SapService service) {
        String pair = service.clientId() + ":" + service.clientSecret();
        return TokenRequest.form(
                        SapProvider.NAME,
                        "SAP",
                        SapService.AUTH_URL,
                        service.authUrl(),
                        Map.of("grant_type", "client_credentials"))
                .with(
                        "authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** The orchestration that runs in the resource group. */
    private static String deployment(SapService service, Target target, String bearer, Tokens tokens) {
        String group = SapAddress.group(target);
        String base = service.baseUrl().endsWith("/")
                ? service.baseUrl().substring(0, service.baseUrl().length() - 1)
                : service.baseUrl();
        TokenRequest asked = TokenRequest.get(
                        SapProvider.NAME,
                        "SAP's list of deployments",
                        "api_base",
                        SapAddress.versioned(base) + "/lm/deployments?scenarioId=orchestration&status=RUNNING")
                .with("ai-resource-group", group);
        return tokens.token(asked.key(), upstream -> {
            String id = first(asked.with("authorization", bearer).answer(upstream), target, group);
            return new Tokens.Token(id, tokens.clock().instant().plus(DEPLOYMENT_LIFE));
        });
    }

    private static String first(JsonObject answer, Target target, String group) {
        JsonArray resources = answer.array("resources");
        JsonArray all = resources == null ? JsonArray.EMPTY : resources;
        String id = !all.isEmpty() && all.items().getFirst() instanceof JsonObject first ? first.string("id") : null;
        if (id == null) {
            throw new NotFoundException(ErrorDetail.of("no orchestration is running in the resource group " + group
                            + " (expected: one, or deployment_id)")
                    .at(SapProvider.NAME, target.model()));
        }
        return id;
    }
}
