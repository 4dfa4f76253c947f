package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The header in which Anthropic's feature flags are announced; flags of several sources are joined. Some vendors want them elsewhere. */
final class Betas {

    private static final String HEADER = "anthropic-beta";
    /** How callers announce features in the body. */
    private static final String[] OWN = {"anthropic_beta", "betas"};

    private Betas() {}

    static Headers.Builder merged(Headers.Builder headers, List<String> betas) {
        if (betas.isEmpty()) {
            return headers;
        }
        Set<String> all = new LinkedHashSet<>();
        addAll(all, headers.build().first(HEADER));
        all.addAll(betas);
        return headers.set(HEADER, String.join(",", all));
    }

    /** The request with those features that a client announced and that the vendor wants to hear of in the body. */
    static ChatRequest told(ChatRequest request, Dialect vendor, ModelTraits traits, Headers forwarded) {
        String header = forwarded.first(HEADER);
        if (header == null) {
            return request;
        }
        Set<String> announced = new LinkedHashSet<>();
        addAll(announced, header);
        List<String> told = vendor.betasInBody(List.copyOf(announced), traits);
        return told.isEmpty() ? request : told(request, told);
    }

    private static ChatRequest told(ChatRequest request, List<String> betas) {
        JsonObject extras = request.extras();
        Set<JsonValue> all = new LinkedHashSet<>();
        for (String own : OWN) {
            JsonArray named = extras.array(own);
            all.addAll(named == null ? List.of() : named.items());
        }
        betas.forEach(beta -> all.add(new JsonString(beta)));
        JsonArray list = new JsonArray(List.copyOf(all));
        return request.toBuilder()
                .extras(extras.without(OWN).with(OWN[0], list))
                .build();
    }

    private static void addAll(Set<String> all, @Nullable String list) {
        if (list == null) {
            return;
        }
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int end = comma < 0 ? list.length() : comma;
            String flag = list.substring(from, end).strip();
            if (!flag.isEmpty()) {
                all.add(flag);
            }
            from = end + 1;
        }
    }
}
