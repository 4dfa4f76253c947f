package dev.dragoman.gateway.config;

import dev.dragoman.EditDistance;
import dev.dragoman.gateway.config.AffinityRules.Kind;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what deployments are left out for. */
final class RouteCheckReader {

    private static final String CHECKS = "router_settings.optional_pre_call_checks";
    private static final String GROUPS = "router_settings.model_group_affinity_config";
    private static final String RATES = "enforce_model_rate_limits";
    private static final String FORWARDING = "forward_client_headers_by_model_group";
    private static final Map<String, Kind> KINDS = Map.of(
            "session_affinity", Kind.SESSION,
            "deployment_affinity", Kind.CALLER,
            "prompt_caching", Kind.PROMPT_CACHING,
            "encrypted_content_affinity", Kind.ENCRYPTED_CONTENT);
    /** What is done for all calls anyway. */
    private static final Set<String> ALWAYS = Set.of("responses_api_deployment_check", "router_budget_limiting");

    private final Problems problems;

    RouteCheckReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * What the sections say.
     *
     * @param litellm the section {@code litellm_settings}, which has the budgets of tags
     */
    RouteChecks read(Mapping router, SectionValues values, Mapping litellm) {
        Set<String> names = names(CHECKS, router.get("optional_pre_call_checks"));
        SpendLimitReader limits = new SpendLimitReader(problems);
        return new RouteChecks(
                values.truth("enable_pre_call_checks", false),
                names.contains(RATES),
                new TagRules(
                        values.truth("enable_tag_filtering", TagRules.OFF.on()),
                        values.truth("tag_filtering_match_any", TagRules.OFF.any()),
                        values.truth("allow_client_tags", TagRules.OFF.ofClients())),
                new AffinityRules(
                        kinds(names),
                        groups(router.get("model_group_affinity_config")),
                        values.span("deployment_affinity_ttl_seconds", AffinityRules.NONE.ttl())),
                new SpendLimits(
                        limits.read("router_settings.provider_budget_config", router.get("provider_budget_config")),
                        limits.read("litellm_settings.tag_budget_config", litellm.get("tag_budget_config"))));
    }

    private static Set<Kind> kinds(Set<String> names) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        KINDS.forEach((name, kind) -> {
            if (names.contains(name)) {
                kinds.add(kind);
            }
        });
        return kinds;
    }

    private Map<String, Set<Kind>> groups(@Nullable ConfigNode node) {
        Map<String, Set<Kind>> groups = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            mapping.entries()
                    .forEach((group, entry) ->
                            groups.put(group, kinds(names(KeyPath.child(GROUPS, group), entry.value()))));
        }
        return groups;
    }

    private Set<String> names(String path, @Nullable ConfigNode node) {
        Set<String> names = new HashSet<>();
        List<ConfigNode> items =
                node == null ? List.of() : node instanceof Sequence sequence ? sequence.items() : List.of(node);
        for (ConfigNode item : items) {
            String name = item instanceof Scalar scalar ? scalar.text() : "";
            names.add(name);
            if (name.equals(FORWARDING)) {
                problems.warning(item.location(), path, FORWARDING, "forward_client_headers_to_llm_api for all models");
            } else if (!known().contains(name)) {
                String near = EditDistance.nearest(name, known());
                problems.error(
                        item.location(),
                        path,
                        Secrecy.shown(path, item),
                        "one of " + String.join(", ", known().stream().sorted().toList())
                                + (near == null ? "" : "; perhaps " + near));
            }
        }
        return names;
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(KINDS.keySet());
        known.addAll(ALWAYS);
        known.add(RATES);
        return known;
    }
}
