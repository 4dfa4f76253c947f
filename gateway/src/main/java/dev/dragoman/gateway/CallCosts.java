package dev.dragoman.gateway;

import dev.dragoman.catalog.ChatTokens;
import dev.dragoman.gateway.budget.CostBound;
import dev.dragoman.gateway.budget.Demand;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.deployment.ModelTable;
import dev.dragoman.gateway.ledger.CostCeiling;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Fallbacks;
import dev.dragoman.routing.RelaySource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bounds of calls from the price book, over all deployments that may answer them: budgets do not see who has the prices. */
record CallCosts(CostCeiling ceiling, Supplier<ModelTable> models, ChatTokens tokens) implements CostBound {

    private static final long VENDORS_OWN_TOKENS = 1_000;

    @Override
    public OptionalLong nanos(Call call, Demand demand) {
        CostCeiling.Most most =
                new CostCeiling.Most(demand.inputTokens(), demand.outputTokens(), demand.answers(), demand.caches());
        long dearest = 0;
        for (Deployment deployment : deployments(call)) {
            OptionalLong cost = ceiling.nanos(call.source(), deployment, most);
            if (cost.isEmpty()) {
                return cost;
            }
            dearest = Math.max(dearest, cost.getAsLong());
        }
        return OptionalLong.of(dearest);
    }

    @Override
    public OptionalLong mostOutput(Call call) {
        long longest = 0;
        for (Deployment deployment : deployments(call)) {
            Long most = ceiling.mostOutput(deployment);
            if (most == null) {
                return OptionalLong.empty();
            }
            longest = Math.max(longest, most);
        }
        return longest == 0 ? OptionalLong.empty() : OptionalLong.of(longest);
    }

    /** By OpenAI's vocabularies; others cut texts into more pieces, but not into twice as many. */
    @Override
    public long inputTokens(Call call) {
        try {
            JsonObject body = call.source().body().toObject();
            return 2 * tokens.request(call.model(), body) + VENDORS_OWN_TOKENS;
        } catch (JsonSyntaxException theVendorsToTell) {
            return Long.MAX_VALUE;
        }
    }

    private List<Deployment> deployments(Call call) {
        if (call.source() instanceof RelaySource relay) {
            // What is handed on and makes nothing, such as a list of files, costs nothing.
            return relay.counted() ? List.of(relay.deployment()) : List.of();
        }
        ModelTable table = models.get();
        String forced = table.settings().general().completionModel();
        String name = forced == null ? call.model() : forced;
        Fallbacks fallbacks = call.options()
                .fallbacks()
                .over(name, table.settings().router().resilience().fallbacks());
        if (isEmpty(fallbacks.general()) && isEmpty(fallbacks.contextWindow()) && isEmpty(fallbacks.contentPolicy())) {
            return table.find(name);
        }
        Set<String> names = new LinkedHashSet<>();
        names.add(name);
        standingBy(fallbacks, names);
        List<Deployment> all = new ArrayList<>();
        names.forEach(each -> all.addAll(table.find(each)));
        return all;
    }

    /** All that can be reached from these, whatever fails. */
    private static void standingBy(Fallbacks fallbacks, Set<String> names) {
        for (int more = -1; more != names.size(); ) {
            more = names.size();
            for (String name : List.copyOf(names)) {
                add(fallbacks.general(), name, names);
                add(fallbacks.contextWindow(), name, names);
                add(fallbacks.contentPolicy(), name, names);
            }
        }
    }

    private static boolean isEmpty(@Nullable Map<String, List<Fallbacks.Target>> map) {
        return map == null || map.isEmpty();
    }

    private static void add(@Nullable Map<String, List<Fallbacks.Target>> map, String name, Set<String> names) {
        if (map != null) {
            String bare = name.substring(name.indexOf('/') + 1);
            for (String key : new String[] {name, bare, "*"}) {
                map.getOrDefault(key, List.of()).forEach(target -> names.add(target.model()));
            }
        }
    }
}
