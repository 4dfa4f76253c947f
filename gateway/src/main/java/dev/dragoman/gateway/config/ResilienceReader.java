package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.routing.CooldownRules;
import dev.dragoman.routing.FailureKind;
import dev.dragoman.routing.Fallbacks;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what happens when deployments and groups fail. */
final class ResilienceReader {

    private static final String SECTION = "router_settings";

    private final Problems problems;

    ResilienceReader(Problems problems) {
        this.problems = problems;
    }

    /** What the section says, joined with what single entries of {@code model_list} say of their groups. */
    Resilience read(Mapping router, SectionValues values, FallbackReader fallbacks, HealthRouting health) {
        return new Resilience(
                policy(SECTION + ".retry_policy", router.get("retry_policy"), "Retries"),
                groups(router.get("model_group_retry_policy")),
                cooldown(router, values),
                new Fallbacks(
                        fallbacks.general(router),
                        fallbacks.typed(router, "context_window_fallbacks"),
                        fallbacks.typed(router, "content_policy_fallbacks"),
                        values.whole("max_fallbacks", Fallbacks.MOST)),
                health);
    }

    private CooldownRules cooldown(Mapping router, SectionValues values) {
        CooldownRules usual = CooldownRules.DEFAULTS;
        return new CooldownRules(
                !values.truth("disable_cooldowns", false),
                values.span("cooldown_time", usual.time()),
                values.count("allowed_fails"),
                policy(SECTION + ".allowed_fails_policy", router.get("allowed_fails_policy"), "AllowedFails"));
    }

    private Map<String, Map<FailureKind, Integer>> groups(@Nullable ConfigNode node) {
        Map<String, Map<FailureKind, Integer>> groups = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            mapping.entries()
                    .forEach((group, entry) -> groups.put(
                            group, policy(SECTION + ".model_group_retry_policy." + group, entry.value(), "Retries")));
        }
        return groups;
    }

    /** Numbers by kind of failure, under keys such as {@code RateLimitErrorRetries}. */
    private Map<FailureKind, Integer> policy(String path, @Nullable ConfigNode node, String ending) {
        Map<FailureKind, Integer> policy = new EnumMap<>(FailureKind.class);
        if (node != null && !(node instanceof Mapping)) {
            problems.error(
                    node.location(),
                    path,
                    Secrecy.shown(path, node),
                    "a map such as {" + key(FailureKind.RATE_LIMIT, ending) + ": 3}");
        }
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                FailureKind kind = kind(key, ending);
                Integer number = number(entry.value());
                String inner = KeyPath.child(path, key);
                if (kind == null) {
                    problems.error(entry.location(), inner, "unknown", "one of " + keys(ending));
                } else if (number == null && !entry.value().isNull()) {
                    problems.error(
                            entry.location(),
                            inner,
                            Secrecy.shown(inner, entry.value()),
                            "a whole number from 0 to 100");
                } else if (number != null) {
                    policy.put(kind, number);
                }
            });
        }
        return policy;
    }

    private static @Nullable FailureKind kind(String key, String ending) {
        return Stream.of(FailureKind.values())
                .filter(kind -> key(kind, ending).equals(key))
                .findFirst()
                .orElse(null);
    }

    private static String keys(String ending) {
        return List.of(FailureKind.values()).stream()
                .map(kind -> key(kind, ending))
                .collect(Collectors.joining(", "));
    }

    private static String key(FailureKind kind, String ending) {
        return kind.stem() + ending;
    }

    private static @Nullable Integer number(ConfigNode node) {
        return node instanceof Scalar scalar && scalar.value() instanceof Long number && number >= 0 && number <= 100
                ? Integer.valueOf(number.intValue())
                : null;
    }
}
