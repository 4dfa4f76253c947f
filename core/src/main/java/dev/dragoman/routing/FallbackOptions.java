package dev.dragoman.routing;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Fallbacks.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about those that stand by, in members of the request body.
 *
 * @param disabled whether nobody does
 * @param list who stands by for the model asked for; null when not said
 * @param general who stands by for which group; null when not said
 * @param contextWindow the same for prompts that are too long; null when not said
 * @param contentPolicy the same for refused content; null when not said
 * @param most how many may be asked; null when not said
 * @param rehearsal what the first group is to fail with, to try out who stands by; null for nothing
 * @see <a href="https://docs.litellm.ai/docs/proxy/reliability">LiteLLM: fallbacks</a>
 */
public record FallbackOptions(
        boolean disabled,
        @Nullable List<Target> list,
        @Nullable Map<String, List<Target>> general,
        @Nullable Map<String, List<Target>> contextWindow,
        @Nullable Map<String, List<Target>> contentPolicy,
        @Nullable Integer most,
        @Nullable Rehearsal rehearsal) {

    /** Nothing said. */
    public static final FallbackOptions NONE = new FallbackOptions(false, null, null, null, null, null, null);

    private static final String FALLBACKS = "fallbacks";
    private static final String CONTEXT = "context_window_fallbacks";
    private static final String CONTENT = "content_policy_fallbacks";

    /** A failure that is only acted. */
    public enum Rehearsal {
        ANY("mock_testing_fallbacks"),
        CONTEXT_WINDOW("mock_testing_context_fallbacks"),
        CONTENT_POLICY("mock_testing_content_policy_fallbacks"),
        RATE_LIMIT("mock_testing_rate_limit_error");

        private final String member;

        Rehearsal(String member) {
            this.member = member;
        }

        /** The member of the body that asks for it. */
        public String member() {
            return member;
        }
    }

    /** The operator's fallbacks with what the caller says in their place. */
    public Fallbacks over(String model, Fallbacks operators) {
        if (equals(NONE)) {
            return operators;
        }
        if (disabled) {
            return Fallbacks.NONE;
        }
        Map<String, List<Target>> generals = general != null ? general : operators.general();
        if (list != null) {
            generals = Map.of(model, list);
        }
        // A caller's own list goes before whatever the operator tells apart.
        return new Fallbacks(
                generals,
                contextWindow != null ? contextWindow : list != null ? null : operators.contextWindow(),
                contentPolicy != null ? contentPolicy : list != null ? null : operators.contentPolicy(),
                most != null ? most : operators.most());
    }

    /** The models that the caller says may stand by. */
    public List<String> named() {
        if (equals(NONE)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        add(list, names);
        for (Map<String, List<Target>> groups : Arrays.asList(general, contextWindow, contentPolicy)) {
            if (groups != null) {
                groups.values().forEach(targets -> add(targets, names));
            }
        }
        return names;
    }

    private static void add(@Nullable List<Target> targets, List<String> names) {
        if (targets != null) {
            targets.forEach(target -> names.add(target.model()));
        }
    }

    static FallbackOptions read(OwnMembers members) {
        Reader reader = new Reader(members, members.body());
        boolean plain = reader.isList();
        FallbackOptions read = new FallbackOptions(
                Boolean.TRUE.equals(members.truth("disable_fallbacks")),
                plain ? reader.targets(FALLBACKS, members.body().value(FALLBACKS)) : null,
                plain ? null : reader.groups(FALLBACKS),
                reader.groups(CONTEXT),
                reader.groups(CONTENT),
                members.count("max_fallbacks"),
                reader.rehearsal());
        return read.equals(NONE) ? NONE : read;
    }

    /** Reads the members of one body. */
    private record Reader(OwnMembers members, JsonBody body) {

        /** Whether the fallbacks are names, or names with changes, rather than maps of groups. */
        boolean isList() {
            if (body.isNull(FALLBACKS) || !(body.value(FALLBACKS) instanceof JsonArray array) || array.isEmpty()) {
                return false;
            }
            JsonValue first = array.items().getFirst();
            return first instanceof JsonString || first instanceof JsonObject map && map.string("model") != null;
        }

        @Nullable
        Rehearsal rehearsal() {
            for (Rehearsal each : Rehearsal.values()) {
                if (Boolean.TRUE.equals(members.truth(each.member()))) {
                    return each;
                }
            }
            return null;
        }

        @Nullable
        Map<String, List<Target>> groups(String name) {
            if (body.isNull(name)) {
                return null;
            }
            if (!(body.value(name) instanceof JsonArray array)) {
                throw members.wrong(name, "a list such as [{\"small\": [\"large\"]}]");
            }
            Map<String, List<Target>> groups = new HashMap<>();
            for (JsonValue item : array) {
                if (!(item instanceof JsonObject map) || map.size() != 1) {
                    throw members.wrong(name, "maps with one group each, such as {\"small\": [\"large\"]}");
                }
                map.forEach((group, targets) -> groups.put(group, targets(name, targets)));
            }
            return groups;
        }

        List<Target> targets(String name, @Nullable JsonValue value) {
            if (!(value instanceof JsonArray array)) {
                throw members.wrong(name, "lists of models");
            }
            List<Target> targets = new ArrayList<>(array.size());
            for (JsonValue item : array) {
                targets.add(target(name, item));
            }
            return targets;
        }

        private Target target(String name, JsonValue item) {
            if (item instanceof JsonString model) {
                return Target.of(model.value());
            }
            if (!(item instanceof JsonObject map) || map.string("model") == null) {
                throw members.wrong(name, "names of models, or maps with model and members to change");
            }
            for (String member : map.names()) {
                OwnMembers.refuseForbidden(member);
                if (OwnMembers.isOwn(member)) {
                    throw own(name, member);
                }
            }
            return new Target(String.valueOf(map.string("model")), map.without("model"));
        }

        private static BadRequestException own(String name, String member) {
            return new BadRequestException(ErrorDetail.of(name + ": " + member + " is the gateway's own, and holds for"
                            + " the whole call (expected: members of the request that vendors see)")
                    .withType("invalid_request_error")
                    .withParam(name));
        }
    }
}
