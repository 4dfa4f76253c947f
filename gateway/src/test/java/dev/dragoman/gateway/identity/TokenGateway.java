package dev.dragoman.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A gateway that takes tokens of an issuer, asked in short: bodies and claims have single quotes. */
final class TokenGateway implements AutoCloseable {

    /** A call of a model costs ten cents at most, and one cent for each letter of the answer. */
    private static final String MODELS = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello", input_cost_per_token: 0, output_cost_per_token: 0.01}
              - model_name: large
                litellm_params: {model: openai/gpt-4o, api_key: none, mock_response: "hello", input_cost_per_token: 0, output_cost_per_token: 0.01}
            """;

    final TokenIssuer issuer;
    private final BareGateway gateway;

    private TokenGateway(TokenIssuer issuer, BareGateway gateway) {
        this.issuer = issuer;
        this.gateway = gateway;
    }

    /** With lines of {@code litellm_jwtauth}. */
    static TokenGateway of(String... lines) {
        return with("", lines);
    }

    /** The same with a database. */
    static TokenGateway on(Databases database, String... lines) {
        return with("  database_url: \"" + database.create() + "\"\n", lines);
    }

    /** With further lines of {@code general_settings} too. */
    static TokenGateway with(String general, String... lines) {
        return with(general, List.of(), lines);
    }

    /** With lines of {@code dragoman_settings} too. */
    static TokenGateway with(String general, List<String> own, String[] lines) {
        TokenIssuer issuer = new TokenIssuer();
        String yaml = MODELS
                + (own.isEmpty() ? "" : "dragoman_settings:\n  " + String.join("\n  ", own) + "\n")
                + "general_settings:\n  enable_jwt_auth: true\n" + general
                + (lines.length == 0 ? "" : "  litellm_jwtauth:\n    " + String.join("\n    ", List.of(lines)) + "\n");
        Map<String, String> variables = new HashMap<>();
        variables.put("JWT_PUBLIC_KEY_URL", issuer.keysUrl());
        return new TokenGateway(issuer, BareGateway.of(yaml.replace("USERINFO", issuer.userInfoUrl()), variables));
    }

    BareGateway bare() {
        return gateway;
    }

    /** Done by the administrator, who must be allowed to. */
    JsonObject ok(String path, String body) {
        return json(gateway.post(path, body.replace('\'', '"')));
    }

    JsonObject get(String path) {
        return json(gateway.get(path));
    }

    static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parseObject(response.body());
    }

    /** A call of a model by a token with these claims. */
    HttpResponse<String> chat(String claims, String model, String... headers) {
        return chatAs(TokenIssuer.token(claims), model, headers);
    }

    HttpResponse<String> chatAs(String key, String model, String... headers) {
        return gateway.postAs(
                key,
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                headers);
    }

    /** It must be answered. */
    void passes(String claims, String model, String... headers) {
        HttpResponse<String> response = chat(claims, model, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    /** It must be refused by that status, for that reason, and never tell the token. */
    void refuses(int status, String why, String claims, String model, String... headers) {
        String token = TokenIssuer.token(claims);
        HttpResponse<String> response = chatAs(token, model, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(why).contains("\"error\"").doesNotContain(token);
    }

    /** The row that the ledger has of a call. */
    JsonObject row(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String id = answer.headers().firstValue("x-litellm-call-id").orElseThrow();
        String path = "/spend/logs?request_id=" + id;
        soon(() -> gateway.get(path).body().contains(id));
        return (JsonObject)
                ((JsonArray) Json.parse(gateway.get(path).body())).items().getFirst();
    }

    static void soon(BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    static String masterKey() {
        return Gateway.KEY;
    }

    @Override
    public void close() {
        gateway.close();
        issuer.close();
    }
}
