package dev.dragoman.gateway.identity;

import static dev.dragoman.gateway.identity.TokenGateway.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.dragoman.gateway.BareGateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is let in with a token. */
final class TokenCallersTest {

    private static int status(HttpResponse<String> response) {
        return response.statusCode();
    }

    @Test
    void aTokenIsNoKeyWhereTokensAreOff() {
        try (BareGateway gateway = BareGateway.of("model_list: []\n")) {
            HttpResponse<String> refused = gateway.getAs(TokenIssuer.token("{'sub':'ann'}"), "/v1/models");

            assertThat(status(refused)).isEqualTo(401);
            assertThat(refused.body()).contains("LiteLLM Virtual Key expected");
        }
    }

    @Test
    void keysCountBesideTokens() {
        try (TokenGateway gateway = TokenGateway.of()) {
            gateway.passes("{'sub':'ann'}", "small");
            String key = String.valueOf(gateway.ok("/key/generate", "{}").string("key"));
            assertThat(status(gateway.chatAs(key, "small"))).isEqualTo(200);
            assertThat(status(gateway.chatAs(TokenGateway.masterKey(), "small")))
                    .isEqualTo(200);
            HttpResponse<String> none = gateway.chatAs("a.b.c", "small");
            assertThat(status(none)).isEqualTo(401);
            assertThat(none.body()).contains("auth_error").contains("no signed JSON web token");
            assertThat(gateway.chatAs("plain", "small").body()).contains("LiteLLM Virtual Key expected");
        }
    }

    @Test
    void aTokenThatIsKnownEndsWithItsTime() throws InterruptedException {
        try (TokenGateway gateway = TokenGateway.of()) {
            long end = System.currentTimeMillis() / 1000 - 28;
            String token = TokenIssuer.token("{'sub':'ann','exp':" + end + "}");
            List<Integer> seen = new ArrayList<>();
            soon(() -> {
                seen.add(status(gateway.chatAs(token, "small")));
                return seen.getLast() == 401;
            });
            assertThat(gateway.chatAs(token, "small").body()).contains("(exp)");
        }
    }

    @Test
    void whatIsNoNameMakesNobodyOfItsBearer() {
        try (TokenGateway gateway = TokenGateway.of("user_id_jwt_field: sub")) {
            gateway.refuses(403, "a claim of the token is no name", "{'sub':'" + "a".repeat(256) + "'}", "small");
            gateway.refuses(403, "a claim of the token is no name", "{'sub':'a\\u0000b'}", "small");
        }
    }

    @Test
    void anAddressThatNobodyVerifiedIsNobodysName() {
        try (TokenGateway gateway =
                TokenGateway.of("user_id_jwt_field: sub", "user_email_jwt_field: email", "user_id_upsert: false")) {
            gateway.ok("/user/new", "{'user_id':'boss','user_email':'boss@example.com','user_role':'proxy_admin'}");

            gateway.passes("{'sub':'x','email':'BOSS@example.com'}", "small");
            gateway.refuses(
                    401,
                    "User doesn't exist in db",
                    "{'sub':'x','email':'boss@example.com','email_verified':false}",
                    "small");
        }
    }

    @Test
    void aClaimStandsForAKey() {
        try (TokenGateway gateway =
                TokenGateway.of("virtual_key_claim_field: client.id", "enforce_rbac: true", "user_id_jwt_field: sub")) {
            JsonObject key = gateway.ok("/key/generate", "{'models':['small'],'key_alias':'robot'}");
            String token = "{'sub':'nobody','client':{'id':'c1'}}";
            gateway.refuses(401, "User doesn't exist in db", token, "small");
            JsonObject mapping = gateway.ok(
                    "/jwt/key/mapping/new",
                    "{'jwt_claim_name':'client.id','jwt_claim_value':'c1','key':'" + key.string("key") + "'}");
            soon(() -> status(gateway.chat(token, "small")) == 200);

            JsonObject row = gateway.row(gateway.chat(token, "small"));
            assertThat(row.string("api_key")).isEqualTo(key.string("token"));
            gateway.refuses(401, "key_model_access_denied", token, "large");
            assertThat(gateway.bare()
                            .post(
                                    "/jwt/key/mapping/new",
                                    "{\"jwt_claim_name\":\"client.id\",\"jwt_claim_value\":\"c1\",\"key\":\""
                                            + key.string("token") + "\"}")
                            .statusCode())
                    .isEqualTo(409);
            String rotated = String.valueOf(gateway.ok("/key/regenerate", "{'key':'" + key.string("key") + "'}")
                    .string("token"));
            soon(() -> status(gateway.chat(token, "small")) == 200);
            assertThat(gateway.get("/jwt/key/mapping/info?id=" + mapping.string("id"))
                            .string("token"))
                    .isEqualTo(rotated);
            gateway.ok("/key/block", "{'key':'" + rotated + "'}");
            soon(() -> gateway.chat(token, "small").body().contains("Key is blocked"));
            gateway.ok("/jwt/key/mapping/update", "{'id':'" + mapping.string("id") + "','is_active':false}");
            soon(() -> gateway.chat(token, "small").body().contains("User doesn't exist in db"));
            assertThat(gateway.get("/jwt/key/mapping/list").toString()).contains("\"is_active\":false");
            gateway.ok("/jwt/key/mapping/delete", "{'id':'" + mapping.string("id") + "'}");
            assertThat(gateway.get("/jwt/key/mapping/list").integer("total_count"))
                    .isZero();
            assertThat(gateway.get("/audit?table_name=LiteLLM_JWTKeyMapping").toString())
                    .contains("created")
                    .contains("deleted");
        }
    }

    @Test
    void theIssuerIsAskedAboutTokensThatNobodyCanRead() {
        try (TokenGateway gateway = TokenGateway.of(
                "oidc_userinfo_enabled: true", "oidc_userinfo_endpoint: USERINFO", "team_id_jwt_field: team")) {
            gateway.ok("/team/new", "{'team_id':'eng'}");
            gateway.issuer.knows("opaque", "{'sub':'ann','team':'eng'}");

            JsonObject row = gateway.row(gateway.chatAs("opaque", "small"));
            for (int i = 0; i < 5; i++) {
                assertThat(status(gateway.chatAs("opaque", "small"))).isEqualTo(200);
                assertThat(status(gateway.chatAs("unknown", "small"))).isEqualTo(401);
            }
            assertThat(row.string("team_id")).isEqualTo("eng");
            assertThat(gateway.issuer.asked()).isEqualTo(2);
            gateway.issuer.answers(500);
            assertThat(status(gateway.chatAs("another", "small"))).isEqualTo(503);
            assertThat(status(gateway.chatAs("opaque", "small"))).isEqualTo(200);
        }
    }

    @Test
    void openRoutesNeedNoToken() {
        try (TokenGateway gateway = TokenGateway.of("public_allowed_routes: [public_routes, /v1/models]")) {
            assertThat(status(gateway.bare().askAsNobody("GET", "/v1/models", "")))
                    .isEqualTo(200);
            assertThat(status(gateway.bare().askAsNobody("GET", "/key/list", "")))
                    .isEqualTo(401);
            assertThat(status(gateway.bare().askAsNobody("POST", "/v1/chat/completions", "{}")))
                    .isEqualTo(401);
        }
    }

    @Test
    void anIssuerThatCannotBeReachedMakesNobodyAStranger() {
        try (TokenGateway gateway = TokenGateway.of()) {
            gateway.issuer.answers(500);
            soon(() -> {
                HttpResponse<String> response = gateway.chatAs(
                        TokenIssuer.signed(JWSAlgorithm.RS256, TokenIssuer.NEXT, TokenIssuer.lasting("{}")), "small");
                JsonObject told = Json.parseObject(response.body());
                return status(response) == 503 && told.has("error");
            });
        }
    }
}
