package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Administrators by a scope or a role of their token: of the routes that the operator names, and of nothing in the database. */
final class TokenAdmins {

    private TokenAdmins() {}

    static Caller caller(TokenFacts facts, TokenSettings settings) {
        JsonObject key = JsonObject.builder()
                .putIfPresent(TokenFacts.USER, facts.userId())
                .build();
        JsonObject user = JsonObject.builder()
                .put("user_role", "proxy_admin")
                .putIfPresent(TokenFacts.EMAIL, facts.email())
                .build();
        Entitlements.Papers papers =
                new Entitlements.Papers(key, user, JsonObject.EMPTY, JsonObject.EMPTY, JsonObject.EMPTY);
        Terms usual = TokenFiles.terms(facts, settings, null);
        List<Terms.Routes> routes = new ArrayList<>(usual.routes());
        routes.add(new Terms.Routes(
                "Admin not allowed to access this route. Only allowed to call routes: ",
                settings.admin().routes()));
        Terms terms = new Terms(routes, usual.models(), List.of(), facts.endUser(), null);
        String name = facts.userId();
        return new Caller(facts.hash(), name == null ? "" : name, true, new Entitlements(facts.hash(), papers, terms));
    }
}
