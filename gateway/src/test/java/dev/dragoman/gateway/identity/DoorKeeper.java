package dev.dragoman.gateway.identity;

import dev.dragoman.gateway.extension.AuthDecision;
import dev.dragoman.gateway.extension.AuthRequest;
import dev.dragoman.gateway.extension.CallerIdentity;
import dev.dragoman.gateway.extension.CustomAuth;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Code of an operator's own: it knows callers by a header field. */
public final class DoorKeeper implements CustomAuth {

    @Override
    public AuthDecision authenticate(AuthRequest request) throws Exception {
        String name = request.header("x-name");
        if (name == null) {
            return AuthDecision.unknown();
        }
        return switch (name) {
            case "evil" -> AuthDecision.refuse("you are not welcome");
            case "banned" -> throw new SecurityException("banned for ever");
            case "broken" -> throw new java.io.IOException("secret-host is away");
            case "bug" -> throw new IllegalStateException("secret bug");
            case "holder" -> AuthDecision.actAs(String.valueOf(request.key()));
            case "wrong" ->
                AuthDecision.admit(CallerIdentity.of("w").role("king").build());
            case "root" ->
                AuthDecision.admit(CallerIdentity.of("root")
                        .user("root")
                        .role("proxy_admin")
                        .build());
            case "poor" ->
                AuthDecision.admit(CallerIdentity.of("poor")
                        .alias("Poor")
                        .models(List.of("small"))
                        .maxBudget(new BigDecimal("0.1"))
                        .build());
            case "slow" ->
                AuthDecision.admit(
                        CallerIdentity.of("slow").requestsPerMinute(1).build());
            case "client" ->
                AuthDecision.admit(CallerIdentity.of("client")
                        .routes(List.of("llm_api_routes"))
                        .build());
            default ->
                AuthDecision.admit(CallerIdentity.of(name)
                        .user(name)
                        .team("eng")
                        .organization("acme")
                        .role("internal_user")
                        .metadata(
                                Map.of("from", request.address().getHostAddress() + request.method() + request.path()))
                        .build());
        };
    }
}
